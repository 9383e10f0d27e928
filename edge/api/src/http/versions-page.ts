import {
  type ApiVersion,
  apiVersionLives,
  apiVersions,
  currentApiVersion,
} from "@firstframe/contract/constants";
import { html } from "hono/html";
import { changesOf } from "../versions/all-changes.ts";
import { codes, docsPage, docsTable } from "./docs-page.ts";

/** The changelog of the API by version, newest first, made from the changes themselves. */
export function versionsPage() {
  const newestFirst = apiVersions.toReversed();
  return docsPage(
    "Versions",
    html`<p>
        A request says by <code>Firstframe-Version: ${currentApiVersion}</code> which version it wants. Without the header it gets the
        one that its key is pinned to: the one that was current when the key was made, unless told otherwise. Every answer names the
        version that it is in. Webhooks are sent in the version of their endpoint.
      </p>
      <p>
        Within a version nothing is taken away or renamed and no field becomes required. New fields, new routes, new types of events
        and new error codes may come at any time: pass over what you do not know. Playback, uploads by tus, beacons and an upload's
        status page have no versions: they stay as they are for the elements that use them.
      </p>
      ${docsTable("Versions", ["Version", "Deprecated", "Served at least until", "Reference"], newestFirst.map(row))}
      <p>
        Answers in a deprecated version carry <code>Deprecation</code> (RFC 9745), <code>Sunset</code> (RFC 8594) and a
        <code>Link</code> to this page. No clock switches a version off: a deployment goes on to serve what it served. A release made
        after the date may come without it; a request that asks for it then, by header or by key, is answered
        <a href="/docs/errors#unsupported_version"><code>unsupported_version</code></a>.
      </p>
      ${newestFirst.map(section)}`,
  );
}

function row(version: ApiVersion) {
  const { deprecated_at, sunset_at } = apiVersionLives[version];
  return html`<tr>
    <th scope="row"><a href="#${version}">${version}</a>${version === currentApiVersion ? " (current)" : ""}</th>
    <td>${day(deprecated_at)}</td>
    <td>${day(sunset_at)}</td>
    <td><a href="/docs/?version=${version}">Routes</a> · <a href="/openapi.json?version=${version}">OpenAPI</a></td>
  </tr>`;
}

function section(version: ApiVersion) {
  const changes = changesOf(version);
  return html`<section id="${version}">
    <h2>${version}</h2>
    ${
      changes.length === 0
        ? html`<p>The first version.</p>`
        : html`<ul>
            ${changes.map(
              ({ summary, response, request }) => html`<li>
                ${inline(summary)}
                ${codes(Object.keys({ ...request?.places, ...response?.places }))}
              </li>`,
            )}
          </ul>`
    }
  </section>`;
}

/** Text with code between backticks. */
function inline(text: string) {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

function day(time: string | null) {
  return time === null ? "–" : html`<time datetime="${time}">${time.slice(0, 10)}</time>`;
}
