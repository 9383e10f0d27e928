// `node e2e/compatibility/check-matrix.ts [--write] [--vitest <report>] [--playwright <report>]`: whether the matrix that is kept is what
// the tests proved, by the runners' JSON reports. With --write it becomes that.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { apiVersions } from "@firstframe/contract/constants";
import { findFaults, type Proofs } from "./find-faults.ts";
import { allClients, matrixFile, proofsFile, readKept } from "./kept-matrix.ts";
import { makeMatrix, type Proof } from "./make-matrix.ts";
import { proofsOfPlaywright, proofsOfVitest } from "./read-proofs.ts";

const { values } = parseArgs({
  options: { write: { type: "boolean" }, vitest: { type: "string" }, playwright: { type: "string" } },
});
const inOrder = (proofs: readonly Proof[]) => proofs.toSorted((a, b) => (a.title < b.title ? -1 : 1));
const readReport = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const ran: Partial<Proofs> = {
  ...(values.vitest && { vitest: inOrder(proofsOfVitest(readReport(values.vitest))) }),
  ...(values.playwright && { playwright: inOrder(proofsOfPlaywright(readReport(values.playwright))) }),
};

if (values.write) {
  const before: Proofs = existsSync(proofsFile)
    ? readReport(proofsFile.pathname)
    : { vitest: [], playwright: [] };
  const proofs = { ...before, ...ran };
  const matrix = makeMatrix([...apiVersions], allClients(), [...proofs.vitest, ...proofs.playwright]);
  writeFileSync(proofsFile, `${JSON.stringify(proofs, null, 2)}\n`);
  writeFileSync(matrixFile, `${JSON.stringify(matrix, null, 2)}\n`);
}
const kept = readKept();
const faults = findFaults(kept, ran);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) {
  process.stderr.write("e2e/compatibility/README.md says how the matrix is made.\n");
  process.exit(1);
}
process.stdout.write(
  `${kept.proofs.vitest.length + kept.proofs.playwright.length} combinations are as proved\n`,
);
