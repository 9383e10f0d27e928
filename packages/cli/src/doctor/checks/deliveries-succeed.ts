import { type Check, fail, pass, skipped, warn } from "../check.ts";
import { some } from "../some.ts";

/** Share of the last deliveries that may have needed more than one attempt. */
const bearableShare = 0.1;

export const deliveriesSucceed: Check = {
  id: "deliveries_succeed",
  group: "Webhooks",
  title: "The last deliveries got through",
  why: "A receiver that fails now and then loses state under load.",
  async run({ sample }) {
    const deliveries = (await sample.deliveries()).filter(({ state }) => state !== "canceled");
    const finished = deliveries.filter(({ state }) => state !== "pending");
    if (finished.length === 0) {
      return skipped("Nothing was delivered yet.", "Send something: firstframe webhooks test whe_…");
    }
    const failed = finished.filter(({ state }) => state === "failed");
    const toldOf = (of: typeof deliveries) =>
      some(
        of.map(({ id, event_type, attempts }) => {
          const last = attempts.at(-1);
          return `${id} (${event_type}): ${last?.status ?? last?.error ?? "no answer"} at attempt ${attempts.length}`;
        }),
      );
    if (failed.length > 0) {
      return fail(
        [`${failed.length} of the last ${finished.length} deliveries failed`, ...toldOf(failed)],
        "Mend the receiver, then send them again: firstframe webhooks replay whd_…",
      );
    }
    const hard = deliveries.filter(({ attempts, state }) => attempts.length > (state === "pending" ? 0 : 1));
    if (hard.length / deliveries.length > bearableShare) {
      return warn(
        [
          `${hard.length} of the last ${deliveries.length} deliveries took more than one attempt`,
          ...toldOf(hard),
        ],
        "Have the receiver answer 2xx at once, and do its work afterwards.",
      );
    }
    return pass(`the last ${finished.length} deliveries got through`);
  },
};
