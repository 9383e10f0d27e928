import { Command } from "@commander-js/extra-typings";
import { duration } from "../../options/duration.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { printEndpointSecret } from "./print-endpoint-secret.ts";

export function rotateWebhookSecret(surroundings: Surroundings) {
  const command = new Command("rotate-secret")
    .description(
      "Replace what verifies an endpoint's messages: they carry both signatures until the overlap ends",
    )
    .argument("<id>", "an endpoint, whe_…")
    .option("--overlap <time>", "such as 12h; a day unless told", duration)
    .action(async (id, { overlap }, self) => {
      const session = await openSession(self, surroundings);
      const options = overlap === undefined ? {} : { overlap_s: overlap };
      const endpoint = await session.api.webhookEndpoints.rotateSecret(id, options);
      printEndpointSecret(endpoint, session, "Deploy it before the overlap ends.");
    });
  return withExamples(
    command,
    "firstframe webhooks rotate-secret whe_00000000000000000000000001 --overlap 12h",
  );
}
