import { Command } from "@commander-js/extra-typings";
import type { Event } from "@firstframe/contract";
import { take } from "../api/take.ts";
import { findLastSequence } from "../listen/find-last-sequence.ts";
import { followEvents } from "../listen/follow-events.ts";
import { countFrom } from "../options/count.ts";
import { eventPatterns } from "../options/event-patterns.ts";
import { plainText } from "../output/plain-text.ts";
import type { Style } from "../output/style.ts";
import { openSession } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";
import { withExamples } from "../with-examples.ts";

export function events(surroundings: Surroundings) {
  const command = new Command("events")
    .description("Everything that happened, oldest first")
    .option("--after <sequence>", "from after this event; 0: from the first", countFrom(0))
    .option("--follow", "go on as they come, until Ctrl-C; without --after from now on")
    .option("--types <patterns>", "such as asset.*,upload.failed", eventPatterns)
    .option("--limit <n>", "how many; without --follow", countFrom(1), 100)
    .action(async ({ after, follow, types, limit }, self) => {
      const { api, json, print, style, say } = await openSession(self, surroundings);
      const { stdout, signal } = surroundings;
      if (!follow) {
        const query = { after: after ?? 0, types };
        const data = await take(limit, (page) => api.events.list({ ...page, ...query }));
        print({ data }, () => data.map((event) => line(event, style)).join(""));
        return;
      }
      const start = after ?? (await findLastSequence(api.events));
      const onTrouble = (error: Error) => say(`${plainText(error.message)} Trying on.`);
      try {
        for await (const event of followEvents(
          api.events,
          { after: start, types, onTrouble },
          surroundings,
        )) {
          stdout.write(json ? `${JSON.stringify(event)}\n` : line(event, style));
        }
      } catch (error) {
        // Being stopped is how this is meant to end.
        if (!signal.aborted) throw error;
      }
    });
  return withExamples(
    command,
    "firstframe events --types asset.failed",
    "firstframe events --after 120 --json",
    "firstframe events --follow",
  );
}

function line(event: Event, style: Style): string {
  const { sequence, created_at, type, asset_id, upload_id, job_id, task_id } = event;
  const about = asset_id ?? upload_id ?? job_id ?? task_id ?? "";
  return `${String(sequence).padStart(6)}  ${style("dim", created_at)}  ${type.padEnd(18)}  ${about}\n`;
}
