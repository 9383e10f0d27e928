import { Command } from "@commander-js/extra-typings";
import { awaitTestDelivery } from "../../api/await-test-delivery.ts";
import { Failure } from "../../failure.ts";
import { duration } from "../../options/duration.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { showDeliveries } from "./show-deliveries.ts";

export function testWebhook(surroundings: Surroundings) {
  const command = new Command("test")
    .description("Send a webhook.test event to an endpoint and tell what it answered")
    .argument("<id>", "an endpoint, whe_…")
    .option("--wait <time>", "how long to wait for its answer", duration, 30)
    .action(async (id, { wait }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const delivery = await awaitTestDelivery(api, id, wait, surroundings);
      print(delivery, () => showDeliveries([delivery], surroundings.now(), style));
      if (delivery.state !== "succeeded") {
        throw new Failure(
          `The endpoint did not take the message. Its attempts: firstframe webhooks deliveries --endpoint ${id} --json`,
        );
      }
    });
  return withExamples(command, "firstframe webhooks test whe_00000000000000000000000001");
}
