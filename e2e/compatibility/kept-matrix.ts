import { readFileSync } from "node:fs";
import { apiVersions } from "@firstframe/contract/constants";
import { releasedPackages } from "./bundle-package.ts";
import { clientVersions } from "./client-versions.ts";
import type { Proofs } from "./find-faults.ts";
import type { Clients, Matrix } from "./make-matrix.ts";

export const proofsFile = new URL("proofs.json", import.meta.url);
/** The Worker publishes it, at `/docs/compatibility` and `/docs/compatibility.json`. */
export const matrixFile = new URL("../../edge/api/src/http/compatibility.json", import.meta.url);

/** Everything that is tested against every version of the API. */
export function allClients(): Clients {
  return [
    ...releasedPackages.flatMap((client) =>
      clientVersions(client).map(({ version }) => ({ client, version })),
    ),
    { client: "webhook events", version: null },
  ];
}

export function readKept() {
  const proofs: Proofs = JSON.parse(readFileSync(proofsFile, "utf8"));
  const matrix: Matrix = JSON.parse(readFileSync(matrixFile, "utf8"));
  return { apiVersions: [...apiVersions], clients: allClients(), proofs, matrix };
}
