import { isDeepStrictEqual } from "node:util";
import { type Clients, type Matrix, makeMatrix, type Proof, titleOf } from "./make-matrix.ts";

/** What tests proved last, as it is kept: those of the API by Vitest, those of the elements by Playwright. */
export interface Proofs {
  readonly vitest: readonly Proof[];
  readonly playwright: readonly Proof[];
}

interface Kept {
  readonly apiVersions: readonly string[];
  readonly clients: Clients;
  readonly proofs: Proofs;
  readonly matrix: Matrix;
}

/** Why the matrix that is kept may not be published: it is not what was proved, a combination is missing or one fails. */
export function findFaults({ apiVersions, clients, proofs, matrix }: Kept, ran: Partial<Proofs>): string[] {
  const all = [...proofs.vitest, ...proofs.playwright];
  const titles = clients.flatMap(({ client, version }) =>
    apiVersions.map((apiVersion) => titleOf(client, version, apiVersion)),
  );
  return [
    ...titles
      .filter((title) => !all.some((proof) => proof.title === title))
      .map((title) => `«${title}» was not tested`),
    ...all
      .filter(({ title }) => !titles.includes(title))
      .map(({ title }) => `«${title}» is of no version that there is`),
    ...all.filter(({ passed }) => !passed).map(({ title }) => `«${title}» fails`),
    ...(isDeepStrictEqual(matrix, makeMatrix(apiVersions, clients, all))
      ? []
      : ["the matrix is not what its proofs say"]),
    ...(["vitest", "playwright"] as const).flatMap((runner) => {
      const now = ran[runner];
      return now === undefined ? [] : differences(proofs[runner], now);
    }),
  ];
}

function differences(kept: readonly Proof[], now: readonly Proof[]): string[] {
  const titles = new Set([...kept, ...now].map(({ title }) => title));
  return [...titles].flatMap((title) => {
    const [was, is] = [kept, now].map((proofs) => proofs.find((proof) => proof.title === title));
    if (isDeepStrictEqual(was, is)) return [];
    return [`«${title}»: kept is ${JSON.stringify(was)}, but tests proved ${JSON.stringify(is)}`];
  });
}
