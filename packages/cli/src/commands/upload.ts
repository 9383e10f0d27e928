import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Command, Option } from "@commander-js/extra-typings";
import type { CreateUpload } from "@firstframe/contract";
import { Failure } from "../failure.ts";
import { metadata } from "../options/metadata.ts";
import { describeError } from "../output/describe-error.ts";
import { formatClock } from "../output/format-clock.ts";
import { openSession, type Session } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";
import { fingerprintFile } from "../upload/fingerprint-file.ts";
import { followAsset } from "../upload/follow-asset.ts";
import { playbackUrl } from "../upload/playback-url.ts";
import { sendFile } from "../upload/send-file.ts";
import { showProgress } from "../upload/show-progress.ts";
import { uploadRecords } from "../upload/upload-records.ts";
import { UsageError } from "../usage-error.ts";
import { withExamples } from "../with-examples.ts";
import { showAsset } from "./assets/show-asset.ts";

export function upload(surroundings: Surroundings) {
  const command = new Command("upload")
    .description("Upload files. What is interrupted goes on where it was when the same command is run again.")
    .argument("<files...>", "videos or sound recordings")
    .addOption(
      new Option("--policy <policy>", "who may play them")
        .choices(["public", "signed"])
        .default("public" as const),
    )
    .option("--metadata <key=value>", "your own values; may be repeated", metadata)
    .option("--wait", "until they are ready; prints the asset and where it plays")
    .action(async (files, { policy, metadata, wait }, self) => {
      for (const file of files) await assertFile(file);
      const session = await openSession(self, surroundings);
      const creation = { playback_policy: policy, ...(metadata && { metadata: { ...metadata } }) };
      const done: Uploaded[] = [];
      for (const file of files)
        done.push(await uploadOne(file, creation, wait === true, session, surroundings));
      session.print({ data: done.map(({ value }) => value) }, () => done.map(({ human }) => human).join(""));
    });
  return withExamples(
    command,
    "firstframe upload holiday.mp4",
    'firstframe upload holiday.mp4 --policy signed --metadata title="Day one" --wait',
  );
}

/** What there is to tell of a file that was uploaded: to scripts, and to people. */
interface Uploaded {
  readonly value: object;
  readonly human: string;
}

async function uploadOne(
  file: string,
  creation: CreateUpload,
  wait: boolean,
  { connection, api, style }: Session,
  surroundings: Surroundings,
): Promise<Uploaded> {
  const { stderr, cacheFolder, signal } = surroundings;
  const { apiUrl, environment } = connection;
  const { sizeBytes, fingerprint } = await fingerprintFile(file);
  const progress = showProgress({ name: basename(file), sizeBytes }, stderr, surroundings);
  try {
    const records = uploadRecords(join(cacheFolder, "uploads"), [fingerprint, apiUrl, environment, creation]);
    const sent = await sendFile(
      {
        ...{ path: file, fingerprint, creation, records, uploads: api.uploads },
        onProgress: progress.update,
        onTrouble: (error) => progress.say(`${basename(file)}: ${error.message} Trying on.`),
        onAnew: () =>
          progress.say(
            `${basename(file)}: the upload that an earlier run began is over. Nothing is lost: the file is sent anew.`,
          ),
        onForgetful: (cause) =>
          progress.say(`An interruption would begin anew: ${cacheFolder} cannot be written to (${cause}).`),
      },
      surroundings,
    );
    progress.say(`${basename(file)} is uploaded${sent.resumed ? ", going on from an earlier run" : ""}`);
    const value = { file, upload_id: sent.id, asset_id: sent.asset_id, resumed: sent.resumed };
    if (!wait) return { value, human: `${sent.asset_id}\n` };
    const asset = await followAsset(
      api.assets,
      sent.asset_id,
      ({ status }, elapsedMs) => progress.say(`${status} after ${formatClock(elapsedMs / 1000)}`),
      surroundings,
    );
    if (asset.status !== "ready") {
      const { error } = asset;
      throw new Failure(`${asset.id} is ${asset.status}.${error ? ` ${error.message} (${error.code})` : ""}`);
    }
    const url = await playbackUrl(asset, apiUrl, api.playbackTokens);
    const human = `${showAsset(asset, style)}\n${style("strong", url)}\n`;
    return { value: { ...value, asset, playback_url: url }, human };
  } catch (error) {
    progress.end();
    if (!signal.aborted) throw new Failure(`${basename(file)}: ${describeError(error)}`, { cause: error });
    throw new Failure(
      `${basename(file)} is not uploaded yet. Run the same command again to go on where it was.`,
    );
  }
}

/** @throws UsageError */
async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no file ${path}.`);
  if (!found.isFile()) throw new UsageError(`${path} is no file.`);
  if (found.size === 0) throw new UsageError(`${path} is empty.`);
}
