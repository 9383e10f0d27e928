import { Command, Option } from "@commander-js/extra-typings";
import type { ReplayWebhooks } from "@firstframe/contract";
import { idPattern } from "@firstframe/contract/constants";
import { countFrom } from "../../options/count.ts";
import { moment } from "../../options/moment.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { UsageError } from "../../usage-error.ts";
import { withExamples } from "../../with-examples.ts";
import { showDeliveries } from "./show-deliveries.ts";

export function replayWebhooks(surroundings: Surroundings) {
  const command = new Command("replay")
    .description("Send again: one delivery, or of an endpoint one event, a range, or all since a moment")
    .argument("<id>", "a delivery, whd_…, or an endpoint, whe_…")
    .option("--event <id>", "this event, evt_…")
    .addOption(
      new Option("--from <sequence>", "events from this sequence number on")
        .argParser(countFrom(1))
        .conflicts("event"),
    )
    .option("--to <sequence>", "up to this one, which is sent too", countFrom(1))
    .addOption(
      new Option("--since <moment>", "events since then").argParser(moment).conflicts(["event", "from"]),
    )
    .action(async (id, { event, from, to, since }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const what: ReplayWebhooks = {
        ...(event && { event_id: event }),
        ...(from !== undefined && { from_sequence: from }),
        ...(to !== undefined && { to_sequence: to }),
        ...(since !== undefined && { since }),
      };
      const isNothing = Object.keys(what).length === 0;
      if (idPattern("webhook_delivery").test(id)) {
        if (!isNothing)
          throw new UsageError("A delivery is sent again as it is; what to send is for endpoints.");
        const delivery = await api.webhookDeliveries.replay(id);
        print(delivery, () => showDeliveries([delivery], surroundings.now(), style));
        return;
      }
      if (isNothing || (to !== undefined && from === undefined)) {
        throw new UsageError(
          "Say what is to be sent again: --event, --from (with --to or without), or --since.",
        );
      }
      const result = await api.webhookEndpoints.replay(id, what);
      print(result, () => `${result.deliveries} deliveries are under way\n`);
    });
  return withExamples(
    command,
    "firstframe webhooks replay whd_00000000000000000000000001",
    "firstframe webhooks replay whe_00000000000000000000000001 --since 2026-11-25T12:00Z",
    "firstframe webhooks replay whe_00000000000000000000000001 --from 1 --to 40",
  );
}
