import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { findLastSequence } from "../listen/find-last-sequence.ts";
import { followEvents } from "../listen/follow-events.ts";
import { forwardEvent } from "../listen/forward-event.ts";
import { listenSecret } from "../listen/listen-secret.ts";
import { eventPatterns } from "../options/event-patterns.ts";
import { plainText } from "../output/plain-text.ts";
import { openSession } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";
import { withExamples } from "../with-examples.ts";

export function listen(surroundings: Surroundings) {
  const command = new Command("listen")
    .description(
      "Receive webhooks on this machine: follows the events from now on and posts each, signed, to a local address. Needs no public address; Ctrl-C ends it.",
    )
    .requiredOption("--forward-to <url>", "your receiver, such as http://localhost:3000/webhooks", httpUrl)
    .option("--events <patterns>", "such as asset.*,upload.failed; every type unless told", eventPatterns)
    .action(async ({ forwardTo, events }, self) => {
      const { api, json, style, say, connection } = await openSession(self, surroundings);
      const { stdout, configFolder, signal } = surroundings;
      const secret = await listenSecret(configFolder);
      const after = await findLastSequence(api.events);
      say(`Signing secret of this machine: ${secret}`);
      say(
        `Forwarding ${events?.join(",") ?? "all events"} of ${connection.apiUrl} (${connection.environment}) to ${forwardTo}`,
      );
      const onTrouble = (error: Error) => say(`${plainText(error.message)} Trying on.`);
      const onDown = (reason: string) => say(`${forwardTo} is down (${reason}). Trying until it is there.`);
      try {
        const follow = { after, types: events, onTrouble };
        for await (const event of followEvents(api.events, follow, surroundings)) {
          const result = await forwardEvent(event, { url: forwardTo, secret, onDown }, surroundings);
          const { status, durationMs, snippet, attempts } = result;
          const isTaken = status >= 200 && status < 300;
          if (json) {
            stdout.write(`${JSON.stringify({ event, status, duration_ms: durationMs, attempts })}\n`);
            continue;
          }
          const about = [event.asset_id ?? event.upload_id ?? event.job_id ?? "", event.id].join("  ");
          const said = isTaken || snippet === "" ? "" : `  ${plainText(snippet)}`;
          stdout.write(
            `${style(isTaken ? "good" : "bad", String(status))}  ${String(durationMs).padStart(4)} ms  ${event.type.padEnd(18)}  ${about}${said}\n`,
          );
        }
      } catch (error) {
        // Being stopped is how this is meant to end.
        if (!signal.aborted) throw error;
      }
    });
  return withExamples(
    command,
    "firstframe listen --forward-to http://localhost:3000/webhooks",
    'firstframe listen --forward-to http://localhost:3000/webhooks --events "asset.*"',
  );
}

/** @throws InvalidArgumentError */
function httpUrl(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError("It must be an address such as http://localhost:3000/webhooks.");
}
