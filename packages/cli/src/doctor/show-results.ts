import { plainText } from "../output/plain-text.ts";
import type { Style, Tone } from "../output/style.ts";
import { groups, type Outcome } from "./check.ts";
import type { CheckResult } from "./run-checks.ts";

const marks: Readonly<Record<Outcome, readonly [mark: string, tone: Tone]>> = {
  pass: ["✓", "good"],
  fail: ["✗", "bad"],
  warn: ["!", "warn"],
  skipped: ["–", "dim"],
};

/** Findings by group, each with what was seen and, where something is to be done, why and what. */
export function showResults(results: readonly CheckResult[], style: Style): string {
  const parts = groups.map((group) => {
    const own = results.filter(({ check }) => check.group === group);
    return own.length === 0
      ? ""
      : `${style("strong", group)}\n${own.map((result) => one(result, style)).join("")}\n`;
  });
  return `${parts.join("")}${summary(results)}\n`;
}

/** Such as `18 passed, 2 failed, 1 warning; 3 of 24 checks were not made, which says nothing good`. */
export function summary(results: readonly CheckResult[]): string {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const warnings = count("warn");
  const made = `${count("pass")} passed, ${count("fail")} failed, ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
  return `${made}; ${notMade(results) ?? "every check was made"}`;
}

/** How many checks could not look; null where all did. */
export function notMade(results: readonly CheckResult[]): string | null {
  const skipped = results.filter(({ outcome }) => outcome === "skipped").length;
  if (skipped === 0) return null;
  return `${skipped} of ${results.length} ${results.length === 1 ? "check was" : "checks were"} not made, which says nothing good`;
}

function one({ check, outcome, evidence, remedy }: CheckResult, style: Style): string {
  const [mark, tone] = marks[outcome];
  const lines = [
    `  ${style(tone, mark)} ${check.title}`,
    ...evidence.map((text) => `      ${plainText(text)}`),
  ];
  if (remedy !== null) {
    if (outcome !== "skipped") lines.push(style("dim", `      Why: ${check.why}`));
    lines.push(`    → ${plainText(remedy)}`);
  }
  return `${lines.join("\n")}\n`;
}
