import { html } from "hono/html";
import matrix from "./compatibility.json" with { type: "json" };
import { codes, docsPage, docsTable } from "./docs-page.ts";

interface Cell {
  readonly api_version: string;
  readonly verdict: string;
  readonly notes?: {
    readonly answered_in: string;
    readonly other_shapes: readonly string[];
    readonly refused_options: readonly string[];
  };
}

interface Row {
  readonly client: string;
  readonly version: string | null;
  readonly cells: readonly Cell[];
}

const names: Readonly<Record<string, string>> = {
  sdk: "@firstframe/sdk",
  uploader: "@firstframe/uploader",
  player: "@firstframe/player",
  "webhook events": "Webhook events",
};
const tones: Readonly<Record<string, string>> = {
  works: "good",
  "works in part": "partly",
  fails: "bad",
  "not tested": "quiet",
};

/** Which released clients work with which version of the API, as contract tests proved it. */
export function compatibilityPage() {
  const rows: readonly Row[] = matrix.rows;
  return docsPage(
    "Compatibility",
    html`<p>
        Every release is kept and run against this API: the SDK with a key that is pinned to each version, the elements in a browser on
        the page of a server that speaks each version, and events as webhooks send them in each. Answers are held to the shapes that
        were recorded when the version came. What works in part is named.
      </p>
      ${docsTable("Compatibility by version of the API", ["Client", ...matrix.api_versions], rows.map(rowOf))}
      <p>
        Elements use routes that have no versions. The same as JSON: <a href="/docs/compatibility.json">compatibility.json</a>. What
        differs between versions: <a href="/docs/versions">Versions</a>.
      </p>`,
  );
}

function rowOf({ client, version, cells }: Row) {
  return html`<tr>
    <th scope="row">${names[client] ?? client} ${version ?? ""}</th>
    ${cells.map(cellOf)}
  </tr>`;
}

function cellOf({ verdict, notes, api_version }: Cell) {
  const { other_shapes: others = [], refused_options: refused = [], answered_in: version } = notes ?? {};
  return html`<td>
    <span class="${tones[verdict] ?? "bad"}">${verdict}</span>
    ${version === undefined || version === api_version ? "" : html`<br />The SDK asks for ${version} itself.`}
    ${others.length === 0 ? "" : html`<br />Of another shape than its types say: ${codes(others)}`}
    ${refused.length === 0 ? "" : html`<br />Refused: ${codes(refused)}`}
  </td>`;
}
