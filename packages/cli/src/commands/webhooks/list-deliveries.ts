import { Command, Option } from "@commander-js/extra-typings";
import { deliveryStates } from "@firstframe/contract/constants";
import { take } from "../../api/take.ts";
import { countFrom } from "../../options/count.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { showDeliveries } from "./show-deliveries.ts";

export function listDeliveries(surroundings: Surroundings) {
  const command = new Command("deliveries")
    .description("The latest deliveries, newest first, with what your receiver answered")
    .option("--endpoint <id>", "only those to this endpoint, whe_…")
    .option("--event <id>", "only those of this event, evt_…")
    .addOption(new Option("--state <state>", "only these").choices(deliveryStates))
    .option("--limit <n>", "how many", countFrom(1), 25)
    .action(async ({ endpoint, event, state, limit }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const filter = {
        ...(endpoint && { endpoint_id: endpoint }),
        ...(event && { event_id: event }),
        ...(state && { state }),
      };
      const data = await take(limit, (page) => api.webhookDeliveries.list({ ...page, ...filter }));
      print({ data }, () => showDeliveries(data, surroundings.now(), style));
    });
  return withExamples(
    command,
    "firstframe webhooks deliveries --state failed",
    "firstframe webhooks deliveries --endpoint whe_00000000000000000000000001 --limit 100 --json",
  );
}
