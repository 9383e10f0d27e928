import { join } from "node:path";
import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { allChecks } from "../doctor/all-checks.ts";
import { readGoLiveFile } from "../doctor/go-live-file.ts";
import { runChecks } from "../doctor/run-checks.ts";
import { createSample } from "../doctor/sample.ts";
import { notMade, showResults, summary } from "../doctor/show-results.ts";
import { Failure } from "../failure.ts";
import { duration } from "../options/duration.ts";
import { words } from "../options/words.ts";
import { openSession } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";
import { withExamples } from "../with-examples.ts";

const checkIds = words(
  (word): word is string => allChecks.some(({ id }) => id === word),
  `There are: ${allChecks.map(({ id }) => id).join(", ")}.`,
);

export function doctor(surroundings: Surroundings) {
  const command = new Command("doctor")
    .description(
      "Look at a running deployment for what must be settled before launch. Exit code 1 when anything fails; with --strict, also when a check could not be made.",
    )
    .option("--only <checks>", "just these, with commas between", checkIds)
    .option("--page <url>", "a page of yours to look for secrets in; may be repeated", pages)
    .option("--golive <file>", "what your team says of itself", "firstframe.golive.json")
    .option("--write", "in live, too: make and cancel an upload, send test messages to your endpoints")
    .option("--strict", "fail also when a check could not be made, as where the key lacks a scope")
    .option("--wait <time>", "how long a webhook message may take", duration, 30)
    .action(async (options, self) => {
      const { api, probe, connection, json, print, say, style } = await openSession(self, surroundings);
      const goLive = await readGoLiveFile(join(surroundings.cwd, options.golive));
      // A deployment that is not there, or a key that is not one, would fail every check alike.
      const { status } = await probe({ method: "GET", path: "/v1/assets", query: { limit: 1 } }).catch(
        (cause) => {
          throw new Failure(
            `${connection.apiUrl} does not answer (${cause instanceof Error ? cause.message : cause}).`,
            { cause },
          );
        },
      );
      if (status === 401) throw new Failure(`${connection.apiUrl} does not know the key, or it has ended.`);
      const { only } = options;
      const checks = allChecks.filter(({ id }) => only === undefined || only.includes(id));
      if (!json && surroundings.stderr.isTty)
        say(`Looking at ${connection.apiUrl} (${connection.environment}) …`);
      const results = await runChecks(checks, {
        ...surroundings,
        ...{ api, probe, connection, goLive },
        sample: createSample(api),
        mayWrite: connection.environment === "sandbox" || options.write === true,
        pages: options.page ?? [],
        waitS: options.wait,
      });
      const data = results.map(({ check: { id, group, title, why }, outcome, evidence, remedy }) => ({
        ...{ id, group, title, why, outcome, evidence, remedy },
      }));
      print({ api_url: connection.apiUrl, environment: connection.environment, data }, () =>
        showResults(results, style),
      );
      if (results.some(({ outcome }) => outcome === "fail")) {
        throw new Failure(json ? summary(results) : "Not ready to go live.");
      }
      if (options.strict && notMade(results) !== null) {
        throw new Failure(
          json ? summary(results) : "Not known to be ready: --strict wants every check made.",
        );
      }
    });
  return withExamples(
    command,
    "firstframe doctor",
    "firstframe doctor --only keys_are_narrow,keys_are_used --json",
    "firstframe doctor --strict",
  );
}

/** @throws InvalidArgumentError */
function pages(text: string, before: readonly string[] = []): readonly string[] {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return [...before, text];
  throw new InvalidArgumentError("It must be the address of a page, such as https://shop.example.com/watch.");
}
