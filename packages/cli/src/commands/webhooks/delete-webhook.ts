import { Command } from "@commander-js/extra-typings";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";

export function deleteWebhook(surroundings: Surroundings) {
  const command = new Command("delete")
    .description("Remove a webhook endpoint; what is still to be sent to it is not")
    .argument("<id>", "an endpoint, whe_…")
    .action(async (id, _options, self) => {
      const { api, print } = await openSession(self, surroundings);
      await api.webhookEndpoints.delete(id);
      print({ deleted: [id] }, () => `${id} is deleted\n`);
    });
  return withExamples(command, "firstframe webhooks delete whe_00000000000000000000000001");
}
