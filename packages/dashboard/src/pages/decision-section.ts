import type { DecisionRecord, Job } from "@firstframe/contract";
import { html, nothing, type TemplateResult } from "lit";
import { formatDuration } from "../format-duration.ts";
import { formatRange } from "../format-range.ts";
import { formatBytes } from "../format-size.ts";
import { dataTable } from "../parts/data-table.ts";
import { type Fact, factList } from "../parts/fact-list.ts";
import { emptyNotice } from "../parts/notice.ts";
import { quoteArgv } from "../quote-argv.ts";
import { type Plan, readPlan } from "../read-plan.ts";
import { rungColumns } from "./rung-columns.ts";

/** Why an asset became what it is, by which commands, and what that took. */
export function decisionSection(record: DecisionRecord, { state }: Pick<Job, "state">): TemplateResult {
  const plan = record.plan && readPlan(record.plan);
  return html`<section aria-labelledby="decisions">
    <h2 id="decisions">Why it is so</h2>
    ${
      plan === null
        ? emptyNotice(
            "No plan.",
            ["failed", "canceled"].includes(state)
              ? `The job ${state} before it was made.`
              : "It is made once the source was looked at and can be played.",
          )
        : html`${factList([...planFacts(plan), ...costFacts(record)])} ${rungs(plan)}`
    }
    ${commands(record)}
  </section>`;
}

function planFacts({ isRepackaged, whyNotRepackaged, content, picture }: Plan): readonly Fact[] {
  const reasons = html`<ul class="reasons">${whyNotRepackaged.map((reason) => html`<li>${reason}</li>`)}</ul>`;
  return [
    [
      "Repackaged as it is",
      isRepackaged ? "yes: it plays at once, in the source's own quality" : html`no ${reasons}`,
    ],
    ["Content", content === null ? null : contentText(content)],
    ...(picture.length === 0 ? [] : [["Picture", picture.join(", ")] as const]),
  ];
}

function contentText({ bitsPerPixel, factor }: NonNullable<Plan["content"]>): string {
  const taken = bitsPerPixel === null ? "not measured" : `${Number(bitsPerPixel.toFixed(3))} bits per pixel`;
  const change = Math.round((factor - 1) * 100);
  if (change === 0) return `${taken}: bit rates as usual`;
  return `${taken}: bit rates ${Math.abs(change)} % ${change > 0 ? "higher" : "lower"} than usual`;
}

function costFacts({ cost, tasks }: DecisionRecord): readonly Fact[] {
  const peaks = tasks.flatMap(({ record }) => record?.peak_memory_bytes ?? []);
  return [
    ["Processor time", formatDuration(cost.cpu_ms)],
    ["Time of all tasks", formatDuration(cost.elapsed_ms)],
    ["Bytes made", formatBytes(cost.output_bytes)],
    ["Most memory of a program", peaks.length === 0 ? null : formatBytes(Math.max(...peaks))],
  ];
}

function rungs({ rungs: video, audio }: Plan): TemplateResult | typeof nothing {
  const rows = [...video, ...audio];
  if (rows.length === 0) return nothing;
  return dataTable({
    label: "Planned renditions",
    kind: "rendition",
    rows,
    idOf: ({ id }) => id,
    columns: rungColumns,
  });
}

function commands({ tasks }: DecisionRecord): TemplateResult | typeof nothing {
  const ran = tasks.filter(({ record }) => record !== null && record.commands.length > 0);
  if (ran.length === 0) return nothing;
  return html`<details class="card commands">
    <summary>Exact commands</summary>
    ${ran.map(
      ({ kind, range, record }) => html`<h3>${kind} <span class="quiet">${formatRange(range)}</span></h3>
        <ol>
          ${record?.commands.map(
            ({ argv, elapsed_ms }) => html`<li>
              <span class="quiet">${formatDuration(elapsed_ms)}</span>
              <pre tabindex="0">${quoteArgv(argv)}</pre>
            </li>`,
          )}
        </ol>`,
    )}
  </details>`;
}
