import { assetErrors, requestErrors } from "@firstframe/contract/constants";
import { html } from "hono/html";
import { docsPage, docsTable } from "./docs-page.ts";

/** The page that a problem's `type` links to: every code, made from the one map. */
export function errorReference() {
  const requests = Object.entries(requestErrors).map(
    ([code, { status, title, advice, retryable }]) => html`<tr id="${code}">
      <th scope="row"><code>${code}</code></th>
      <td>${status}</td>
      <td>${title}</td>
      <td>${advice}</td>
      <td>${retryable ? "yes, later and unchanged" : "no: change the request first"}</td>
    </tr>`,
  );
  const assets = Object.entries(assetErrors).map(
    ([code, message]) => html`<tr id="${code}">
      <th scope="row"><code>${code}</code></th>
      <td>${message}</td>
    </tr>`,
  );
  return docsPage(
    "Errors",
    html`<h2>Of requests</h2>
      <p>
        They come as <code>application/problem+json</code> (RFC 9457): <code>code</code> is stable, <code>detail</code> says what to
        do, <code>errors</code> names the fields at fault, <code>request_id</code> is what to report.
      </p>
      ${docsTable("Errors of requests", ["Code", "Status", "Meaning", "What to do", "Worth trying again"], requests)}
      <h2>Of assets</h2>
      <p>An asset that failed carries one of these in <code>error</code>, with the sentence to show to people.</p>
      ${docsTable("Errors of assets", ["Code", "Sentence"], assets)}`,
  );
}
