import { readFileSync } from "node:fs";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { deleteAsset } from "./commands/assets/delete-asset.ts";
import { getAsset } from "./commands/assets/get-asset.ts";
import { listAssets } from "./commands/assets/list-assets.ts";
import { updateAsset } from "./commands/assets/update-asset.ts";
import { doctor } from "./commands/doctor.ts";
import { events } from "./commands/events.ts";
import { group } from "./commands/group.ts";
import { getJob } from "./commands/jobs/get-job.ts";
import { listJobs } from "./commands/jobs/list-jobs.ts";
import { retryJob } from "./commands/jobs/retry-job.ts";
import { createKey } from "./commands/keys/create-key.ts";
import { listKeys } from "./commands/keys/list-keys.ts";
import { revokeKey } from "./commands/keys/revoke-key.ts";
import { rotateKey } from "./commands/keys/rotate-key.ts";
import { listen } from "./commands/listen.ts";
import { upload } from "./commands/upload.ts";
import { cancelUpload } from "./commands/uploads/cancel-upload.ts";
import { getUpload } from "./commands/uploads/get-upload.ts";
import { listUploads } from "./commands/uploads/list-uploads.ts";
import { createWebhook } from "./commands/webhooks/create-webhook.ts";
import { deleteWebhook } from "./commands/webhooks/delete-webhook.ts";
import { listDeliveries } from "./commands/webhooks/list-deliveries.ts";
import { listWebhooks } from "./commands/webhooks/list-webhooks.ts";
import { replayWebhooks } from "./commands/webhooks/replay-webhooks.ts";
import { rotateWebhookSecret } from "./commands/webhooks/rotate-webhook-secret.ts";
import { testWebhook } from "./commands/webhooks/test-webhook.ts";
import { updateWebhook } from "./commands/webhooks/update-webhook.ts";
import type { Surroundings } from "./surroundings.ts";
import { withExamples } from "./with-examples.ts";

/** The whole command line. */
export function createProgram(surroundings: Surroundings): CommandUnknownOpts {
  const program = new Command("firstframe")
    .description("Firstframe from a terminal")
    .version(version(), "--version", "print the version")
    .option("--api-url <url>", "where the API is; FIRSTFRAME_API_URL unless told")
    .option(
      "--json",
      "one JSON value on stdout (of events that are followed: one a line), everything else on stderr",
    );
  const verbs = [upload, events, listen, doctor].map((make) => make(surroundings));
  const nouns = [
    group("assets", "Videos and sound recordings", all(listAssets, getAsset, updateAsset, deleteAsset)),
    group("uploads", "Files on their way", all(listUploads, getUpload, cancelUpload)),
    group("jobs", "The work behind an asset", all(listJobs, getJob, retryJob)),
    group("keys", "Secret keys of the API", all(listKeys, createKey, rotateKey, revokeKey)),
    group(
      "webhooks",
      "Where events are sent",
      all(
        listWebhooks,
        createWebhook,
        updateWebhook,
        deleteWebhook,
        testWebhook,
        rotateWebhookSecret,
        listDeliveries,
        replayWebhooks,
      ),
    ),
  ];
  for (const command of [...verbs, ...nouns]) program.addCommand(command);
  program.addHelpText(
    "after",
    `
Environment:
  FIRSTFRAME_API_URL     where the API is
  FIRSTFRAME_SECRET_KEY  a secret key; never an argument, because shells remember what is typed
  NO_COLOR               no colours
Without them, the deployment that npm start runs here is used (.firstframe/dev.json, from this folder upwards).

Exit codes: 0 done, 1 refused or failed, 2 called wrongly.`,
  );
  withExamples(
    program,
    "firstframe upload holiday.mp4 --wait",
    "firstframe listen --help",
    "firstframe doctor",
  );
  return settle(program, surroundings);

  function all(...makers: readonly ((given: Surroundings) => CommandUnknownOpts)[]): CommandUnknownOpts[] {
    return makers.map((make) => make(surroundings));
  }
}

/** What commander hands on only to commands that it makes itself. */
function settle(command: CommandUnknownOpts, surroundings: Surroundings): CommandUnknownOpts {
  const { stdout, stderr } = surroundings;
  command
    .exitOverride()
    .helpOption("-h, --help", "print this")
    .showHelpAfterError("(--help tells more)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: stdout.write,
      writeErr: stderr.write,
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const inner of command.commands) settle(inner, surroundings);
  return command;
}

function version(): string {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
