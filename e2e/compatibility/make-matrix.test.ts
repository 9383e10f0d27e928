import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findFaults } from "./find-faults.ts";
import { type Clients, makeMatrix, type Proof } from "./make-matrix.ts";
import { proofsOfPlaywright, proofsOfVitest } from "./read-proofs.ts";
import { readReleases, releaseFile, sha256 } from "./released.ts";

const apiVersions = ["2026-01-01", "2026-02-02"];
const clients: Clients = [
  { client: "sdk", version: "1.0.0" },
  { client: "webhook events", version: null },
];
const notes = { answered_in: "2026-02-02", other_shapes: ["GET /v1/jobs"], refused_options: [] };
const vitest: Proof[] = [
  { title: "SDK 1.0.0 with a key pinned to 2026-01-01", passed: true, notes },
  { title: "SDK 1.0.0 with a key pinned to 2026-02-02", passed: true },
  { title: "webhook events in 2026-01-01", passed: true },
  { title: "webhook events in 2026-02-02", passed: true },
];
const kept = {
  ...{ apiVersions, clients, proofs: { vitest, playwright: [] } },
  matrix: makeMatrix(apiVersions, clients, vitest),
};
const without = (title: string) => vitest.filter((proof) => proof.title !== title);

describe("the matrix", () => {
  it("has what tests proved, and says what they did not", () => {
    const failed = { title: "SDK 1.0.0 with a key pinned to 2026-02-02", passed: false };
    expect(makeMatrix(apiVersions, clients, [...without(failed.title).slice(0, 1), failed]).rows).toEqual([
      {
        ...{ client: "sdk", version: "1.0.0" },
        cells: [
          { api_version: "2026-01-01", verdict: "works in part", notes },
          { api_version: "2026-02-02", verdict: "fails" },
        ],
      },
      {
        ...{ client: "webhook events", version: null },
        cells: apiVersions.map((api_version) => ({ api_version, verdict: "not tested" })),
      },
    ]);
  });

  it("is in order while everything was tested, works, and was proved the same again", () => {
    expect(findFaults(kept, {})).toEqual([]);
    expect(findFaults(kept, { vitest })).toEqual([]);
  });

  it("may not lack a combination, nor have one that there is not", () => {
    const proofs = { vitest: without("webhook events in 2026-02-02"), playwright: [] };
    const matrix = makeMatrix(apiVersions, clients, proofs.vitest);
    expect(findFaults({ ...kept, proofs, matrix }, {})).toEqual([
      "«webhook events in 2026-02-02» was not tested",
    ]);
    expect(findFaults({ ...kept, apiVersions: ["2026-01-01"] }, {})).toContain(
      "«webhook events in 2026-02-02» is of no version that there is",
    );
  });

  it("may not be edited, nor hide what fails or what a test proved otherwise", () => {
    const failing = vitest.map((proof, i) => (i === 2 ? { ...proof, passed: false } : proof));
    expect(findFaults({ ...kept, proofs: { vitest: failing, playwright: [] } }, {})).toEqual([
      "«webhook events in 2026-01-01» fails",
      "the matrix is not what its proofs say",
    ]);
    const other = vitest.map((proof) =>
      proof.notes ? { ...proof, notes: { ...notes, other_shapes: [] } } : proof,
    );
    expect(findFaults(kept, { vitest: other })).toHaveLength(1);
    expect(findFaults(kept, { vitest: without("webhook events in 2026-02-02") })).toHaveLength(1);
  });
});

describe("reports", () => {
  it("prove what ran, and nothing that was skipped", () => {
    const assertionResults = [
      { title: "a", status: "passed", meta: { compatibility: notes } },
      { title: "b", status: "failed" },
      { title: "c", status: "skipped" },
    ];
    const testResults = [
      { name: "/x/compatibility.test.ts", assertionResults },
      { name: "/x/other.test.ts", assertionResults },
    ];
    expect(proofsOfVitest({ testResults })).toEqual([
      { title: "a", passed: true, notes },
      { title: "b", passed: false },
    ]);
    const specs = [
      { title: "d", ok: true, tests: [{ status: "expected" }] },
      { title: "e", ok: true, tests: [{ status: "skipped" }] },
    ];
    expect(proofsOfPlaywright({ suites: [{ file: "compatibility.spec.ts", specs }] })).toEqual([
      { title: "d", passed: true },
    ]);
  });
});

it.each(readReleases())("$package $version is what was released", (release) => {
  expect(sha256(readFileSync(releaseFile(release), "utf8"))).toBe(release.sha256);
});
