import { awaitTestDelivery } from "../../api/await-test-delivery.ts";
import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";

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
          `Mend the receiver, then: firstframe webhooks test ${id}`,
        );
      }
      await api.webhookDeliveries.replay(delivery.id);
      if (!(await isSentAgain(delivery.event_id, context))) {
        return fail(
          `${url}: the test arrived, but was not sent again within ${waitS} s`,
          "See that the deployment's queues have their consumers.",
        );
      }
      told.push(`${url} took the test in ${last?.duration_ms} ms, and again`);
    }
    return pass(...told);
  },
};

async function isSentAgain(
  eventId: string,
  { api, waitS, now, sleep, signal }: CheckContext,
): Promise<boolean> {
  const until = now() + waitS * 1000;
  for (;;) {
    const { data } = await api.webhookDeliveries.list({ event_id: eventId, limit: 20 }).page();
    if (data.some(({ is_replay, state }) => is_replay && state === "succeeded")) return true;
    if (now() >= until) return false;
    await sleep(lookEveryMs, signal);
  }
}
