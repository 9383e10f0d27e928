import type { WebhookDelivery } from "@firstframe/contract";
import { awaitTestDelivery } from "../../api/await-test-delivery.ts";
import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";
import { sendingAdvice } from "../sending-advice.ts";

const lookEveryMs = 500;

export const testArrives: Check = {
  id: "test_arrives",
  group: "Webhooks",
  title: "A test event is delivered in time, and can be sent again",
  why: "After an outage of your receiver, sending again is how it catches up.",
  async run(context) {
    const { api, sample, mayWrite, waitS } = context;
    if (!mayWrite)
      return skipped("It sends test events to your endpoints.", "Pass --write to do so in live.");
    const endpoints = (await sample.endpoints()).filter(({ state }) => state === "enabled");
    if (endpoints.length === 0) return skipped("There is no enabled endpoint.");
    const told: string[] = [];
    for (const { id, url } of endpoints) {
      const delivery = await awaitTestDelivery(api, id, waitS, context);
      const last = delivery.attempts.at(-1);
      if (delivery.state !== "succeeded") {
        return fail(
          `${url}: ${last ? `${last.status ?? last.error}` : "nothing was sent"} within ${waitS} s`,
          `${last ? "Mend the receiver" : sendingAdvice}, then: firstframe webhooks test ${id}`,
        );
      }
      await api.webhookDeliveries.replay(delivery.id);
      const again = await awaitReplay(delivery.event_id, context);
      const answer = again?.attempts.at(-1);
      if (again?.state !== "succeeded" && answer) {
        return fail(
          `${url}: the test arrived; sent again, it was answered ${answer.status ?? answer.error} within ${waitS} s`,
          "Have the receiver answer 2xx to a webhook-id that it has seen, and do nothing more.",
        );
      }
      if (again?.state !== "succeeded") {
        return fail(
          `${url}: the test arrived, but was not sent again within ${waitS} s`,
          `${sendingAdvice}, then: firstframe webhooks replay ${delivery.id}`,
        );
      }
      told.push(`${url} took the test in ${last?.duration_ms} ms, and again`);
    }
    return pass(...told);
  },
};

/** The delivery by which an event is sent again: once it got through, or as it is when time runs out; undefined where there is none. */
async function awaitReplay(
  eventId: string,
  { api, waitS, now, sleep, signal }: CheckContext,
): Promise<WebhookDelivery | undefined> {
  const until = now() + waitS * 1000;
  for (;;) {
    const { data } = await api.webhookDeliveries.list({ event_id: eventId, limit: 20 }).page();
    const again = data.find(({ is_replay }) => is_replay);
    if (again?.state === "succeeded" || now() >= until) return again;
    await sleep(lookEveryMs, signal);
  }
}
