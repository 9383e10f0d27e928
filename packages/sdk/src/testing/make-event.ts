import type { Event, EventType } from "@firstframe/contract";

/** An event of the log, as the API would give it. */
export function makeEvent(sequence: number, type: EventType = "asset.ready"): Event {
  return {
    id: `evt_${String(sequence).padStart(26, "0")}`,
    sequence,
    type,
    environment: "sandbox",
    asset_id: `ast_${"0".repeat(26)}`,
    upload_id: null,
    job_id: null,
    task_id: null,
    data: { note: "Größe, 映像, 🎬" },
    correlation_id: null,
    traceparent: null,
    created_at: "2026-11-25T12:00:00.000Z",
  };
}
