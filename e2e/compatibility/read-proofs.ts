import { basename } from "node:path";
import type { Proof, SdkNotes } from "./make-matrix.ts";

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly meta?: { readonly compatibility?: SdkNotes };
    }[];
  }[];
}

interface Suite {
  readonly file: string;
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { readonly status: string }[];
  }[];
  readonly suites?: readonly Suite[];
}

/** What the tests of `edge/api/src/compatibility.test.ts` proved, by Vitest's JSON report. */
export function proofsOfVitest(report: VitestReport): Proof[] {
  const results = report.testResults.filter(({ name }) => basename(name) === "compatibility.test.ts");
  return results
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed" || status === "failed")
    .map(({ title, status, meta }) => ({
      title,
      passed: status === "passed",
      ...(meta?.compatibility && { notes: meta.compatibility }),
    }));
}

/** What the tests of `e2e/compatibility.spec.ts` proved, by Playwright's JSON report. */
export function proofsOfPlaywright(report: { readonly suites: readonly Suite[] }): Proof[] {
  return report.suites
    .filter(({ file }) => basename(file) === "compatibility.spec.ts")
    .flatMap(({ specs }) => specs)
    .filter(({ tests }) => tests.some(({ status }) => status !== "skipped"))
    .map(({ title, ok }) => ({ title, passed: ok }));
}
