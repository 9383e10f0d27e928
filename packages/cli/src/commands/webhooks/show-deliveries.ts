import type { WebhookDelivery } from "@firstframe/contract";
import { formatSpan } from "../../output/format-span.ts";
import { statusCell } from "../../output/status-cell.ts";
import type { Style } from "../../output/style.ts";
import { table } from "../../output/table.ts";

/** Deliveries as people read them: with what came of the last attempt. */
export function showDeliveries(deliveries: readonly WebhookDelivery[], now: number, style: Style): string {
  return table(
    ["ID", "EVENT", "STATE", "ATTEMPTS", "LAST ANSWER", "NEXT", "AGE"],
    deliveries.map((delivery) => [
      delivery.id,
      `${delivery.event_type}${delivery.is_replay ? " (again)" : ""}`,
      statusCell(delivery.state),
      String(delivery.attempts.length),
      lastAnswer(delivery),
      delivery.next_attempt_at === null ? "" : `in ${formatSpan(Date.parse(delivery.next_attempt_at) - now)}`,
      formatSpan(now - Date.parse(delivery.created_at)),
    ]),
    style,
  );
}

function lastAnswer({ attempts }: WebhookDelivery): string {
  const last = attempts.at(-1);
  return last === undefined ? "" : `${last.status ?? last.error ?? "none"} in ${last.duration_ms} ms`;
}
