/** What a test of a combination came to. */
export interface Proof {
  /** The test's title, which names the combination. */
  readonly title: string;
  readonly passed: boolean;
  readonly notes?: SdkNotes;
}

/** How the answers that a version of the SDK gets stand to its types. */
export interface SdkNotes {
  readonly answered_in: string;
  /** Routes whose answers are of another shape than its types say. */
  readonly other_shapes: readonly string[];
  /** Options of requests that its types name and the API refused. */
  readonly refused_options: readonly string[];
}

interface Cell {
  readonly api_version: string;
  /** In part: calls succeed, but answers or options are not what the client's types say. */
  readonly verdict: "works" | "works in part" | "fails" | "not tested";
  readonly notes?: SdkNotes;
}

export interface Row {
  readonly client: "sdk" | "uploader" | "player" | "webhook events";
  /** Null for webhook events, which are as the API version has them. */
  readonly version: string | null;
  readonly cells: readonly Cell[];
}

export interface Matrix {
  readonly api_versions: readonly string[];
  readonly rows: readonly Row[];
}

export type Clients = readonly Pick<Row, "client" | "version">[];

/** The matrix of all combinations, each as its test proved it: one without a test is not tested, and says so. */
export function makeMatrix(
  apiVersions: readonly string[],
  clients: Clients,
  proofs: readonly Proof[],
): Matrix {
  const rows = clients.map(({ client, version }) => ({
    client,
    version,
    cells: apiVersions.map((api_version) => {
      const title = titleOf(client, version, api_version);
      const proof = proofs.find((candidate) => candidate.title === title);
      if (proof === undefined) return { api_version, verdict: "not tested" as const };
      return { api_version, verdict: verdictOf(proof), ...(proof.notes && { notes: proof.notes }) };
    }),
  }));
  return { api_versions: apiVersions, rows };
}

function verdictOf({ passed, notes }: Proof): Cell["verdict"] {
  if (!passed) return "fails";
  const differs = notes && notes.other_shapes.length + notes.refused_options.length > 0;
  return differs ? "works in part" : "works";
}

/** The title of the test that proves a combination. */
export function titleOf(client: Row["client"], version: string | null, apiVersion: string): string {
  if (client === "sdk") return `SDK ${version} with a key pinned to ${apiVersion}`;
  if (client === "webhook events") return `webhook events in ${apiVersion}`;
  return `${client} ${version} with a server of ${apiVersion}`;
}
