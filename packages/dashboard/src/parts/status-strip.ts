import type { ServiceStatus } from "@firstframe/contract";
import { html, nothing, type TemplateResult } from "lit";
import { formatDuration } from "../format-duration.ts";

/** Whether new work is taken, and how much is waiting. */
export function statusStrip(status: ServiceStatus | null): TemplateResult {
  if (status === null) return html`<p class="strip"></p>`;
  const { accepting, queue, expected_wait_s } = status;
  const oldest = queue.oldest_queued_s;
  return html`<p class="strip" data-accepting=${accepting}>
    <span class="badge ${accepting ? "good" : "bad"}">${accepting ? "accepting uploads" : "not accepting uploads"}</span>
    <span><b data-field="queued">${queue.queued}</b> queued</span>
    <span><b data-field="running">${queue.running}</b> running</span>
    <span>expected wait <b data-field="expected_wait">${formatDuration(expected_wait_s * 1000)}</b></span>
    ${oldest === null ? nothing : html`<span>oldest waits <b>${formatDuration(oldest * 1000)}</b></span>`}
  </p>`;
}
