import { assetErrors, requestErrors } from "@firstframe/contract/constants";
import { html } from "hono/html";

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
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Errors · Firstframe API</title>
        <link rel="stylesheet" href="/docs/assets/docs.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main class="page">
          <p><a href="/docs/">API reference</a></p>
          <h1>Errors</h1>
          <h2>Of requests</h2>
          <p>
            They come as <code>application/problem+json</code> (RFC 9457): <code>code</code> is stable, <code>detail</code> says what to
            do, <code>errors</code> names the fields at fault, <code>request_id</code> is what to report.
          </p>
          <table>
            <thead>
              <tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">What to do</th><th scope="col">Worth trying again</th></tr>
            </thead>
            <tbody>
              ${requests}
            </tbody>
          </table>
          <h2>Of assets</h2>
          <p>An asset that failed carries one of these in <code>error</code>, with the sentence to show to people.</p>
          <table>
            <thead>
              <tr><th scope="col">Code</th><th scope="col">Sentence</th></tr>
            </thead>
            <tbody>
              ${assets}
            </tbody>
          </table>
        </main>
      </body>
    </html>`;
}
