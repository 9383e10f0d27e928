import { Command, Option } from "@commander-js/extra-typings";
import { apiVersions } from "@firstframe/contract/constants";
import { eventPatterns } from "../../options/event-patterns.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { printEndpointSecret } from "./print-endpoint-secret.ts";

export function createWebhook(surroundings: Surroundings) {
  const command = new Command("create")
    .description("Have events sent to an address; what verifies the messages is shown once")
    .argument("<url>", "of your receiver")
    .option("--events <patterns>", "such as asset.*,upload.failed; every type unless told", eventPatterns)
    .option("--description <text>", "for people")
    .addOption(
      new Option("--signatures <scheme>", "v1: by a shared secret; v1a: by a key of ours, ed25519")
        .choices(["v1", "v1a"])
        .default("v1" as const),
    )
    .addOption(
      new Option("--api-version <date>", "of the events; your key's unless told").choices(apiVersions),
    )
    .action(async (url, { events, description, signatures, apiVersion }, self) => {
      const session = await openSession(self, surroundings);
      const endpoint = await session.api.webhookEndpoints.create({
        url,
        signature_scheme: signatures,
        ...(events && { events: [...events] }),
        ...(description !== undefined && { description }),
        ...(apiVersion && { api_version: apiVersion }),
      });
      printEndpointSecret(endpoint, session, `Try it: firstframe webhooks test ${endpoint.id}`);
    });
  return withExamples(
    command,
    'firstframe webhooks create https://shop.example.com/webhooks --events "asset.*,upload.failed"',
  );
}
