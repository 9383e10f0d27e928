import { html } from "hono/html";

type Html = ReturnType<typeof html>;

/** A page of the documentation that is made from data: nothing but text, tables and the one style sheet. */
export function docsPage(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en" class="plain">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Firstframe API</title>
        <link rel="stylesheet" href="/docs/assets/docs.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main class="page">
          <nav aria-label="Documentation">
            <a href="/docs/">API reference</a> · <a href="/docs/errors">Errors</a> · <a href="/docs/versions">Versions</a> ·
            <a href="/docs/compatibility">Compatibility</a>
          </nav>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

/** Names of code, one after the other. */
export function codes(names: readonly string[]): (Html | string)[] {
  return names.flatMap((name, i) => [i === 0 ? "" : ", ", html`<code>${name}</code>`]);
}

/** A table that scrolls by itself where the page is narrower than it; by keyboard as well. */
export function docsTable(label: string, headers: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="table" role="region" aria-label="${label}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${headers.map((header) => html`<th scope="col">${header}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
