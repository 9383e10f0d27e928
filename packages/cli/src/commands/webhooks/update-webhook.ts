import { Command, Option } from "@commander-js/extra-typings";
import type { UpdateWebhookEndpoint } from "@firstframe/contract";
import { apiVersions } from "@firstframe/contract/constants";
import { eventPatterns } from "../../options/event-patterns.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { UsageError } from "../../usage-error.ts";
import { withExamples } from "../../with-examples.ts";
import { showEndpoint } from "./show-endpoint.ts";

export function updateWebhook(surroundings: Surroundings) {
  const command = new Command("update")
    .description("Change a webhook endpoint; the rest stays")
    .argument("<id>", "an endpoint, whe_…")
    .option("--url <url>", "of your receiver")
    .option("--events <patterns>", "such as asset.*,upload.failed", eventPatterns)
    .addOption(new Option("--all-events", "every type").conflicts("events"))
    .option("--description <text>", "for people")
    .addOption(new Option("--api-version <date>", "of the events").choices(apiVersions))
    .option("--enable", "send again")
    .addOption(new Option("--disable", "send nothing").conflicts("enable"))
    .action(async (id, options, self) => {
      const changes: UpdateWebhookEndpoint = {
        ...(options.url !== undefined && { url: options.url }),
        ...(options.events && { events: [...options.events] }),
        ...(options.allEvents && { events: null }),
        ...(options.description !== undefined && { description: options.description }),
        ...(options.apiVersion && { api_version: options.apiVersion }),
        ...(options.enable && { state: "enabled" }),
        ...(options.disable && { state: "disabled" }),
      };
      if (Object.keys(changes).length === 0) throw new UsageError("Say what is to change: see --help.");
      const { api, print, style } = await openSession(self, surroundings);
      const endpoint = await api.webhookEndpoints.update(id, changes);
      print(endpoint, () => showEndpoint(endpoint, style));
    });
  return withExamples(
    command,
    "firstframe webhooks update whe_00000000000000000000000001 --enable",
    "firstframe webhooks update whe_00000000000000000000000001 --events asset.ready,asset.failed",
  );
}
