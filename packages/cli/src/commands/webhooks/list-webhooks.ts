import { Command } from "@commander-js/extra-typings";
import { take } from "../../api/take.ts";
import { countFrom } from "../../options/count.ts";
import { formatSpan } from "../../output/format-span.ts";
import { statusCell } from "../../output/status-cell.ts";
import { table } from "../../output/table.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";

export function listWebhooks(surroundings: Surroundings) {
  const command = new Command("list")
    .description("Webhook endpoints, newest first")
    .option("--limit <n>", "how many", countFrom(1), 100)
    .action(async ({ limit }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const now = surroundings.now();
      const data = await take(limit, (page) => api.webhookEndpoints.list(page));
      print({ data }, () =>
        table(
          ["ID", "STATE", "FAILING FOR", "EVENTS", "VERSION", "URL"],
          data.map((endpoint) => [
            endpoint.id,
            endpoint.disabled_reason === null
              ? statusCell(endpoint.state)
              : { text: `${endpoint.state} (${endpoint.disabled_reason})`, tone: "warn" },
            endpoint.failing_since === null
              ? ""
              : { text: formatSpan(now - Date.parse(endpoint.failing_since)), tone: "bad" },
            endpoint.events?.join(" ") ?? "every type",
            endpoint.api_version,
            endpoint.url,
          ]),
          style,
        ),
      );
    });
  return withExamples(command, "firstframe webhooks list");
}
