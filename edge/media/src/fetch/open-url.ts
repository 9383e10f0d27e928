import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { fetchUrlFault } from "@firstframe/ingest";
import { MediaError } from "../media-error.ts";
import { publicLookup, RefusedAddressError, type ResolveAll } from "./public-lookup.ts";

const mostRedirects = 5;
/** Without an answer, or a byte of one, for this long the connection is given up, in ms. */
const idleTimeout = 30_000;

interface OpenOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Hosts that may be fetched from whatever their address. */
  readonly allowedHosts: readonly string[];
  readonly resolve: ResolveAll;
  readonly signal: AbortSignal;
}

/**
 * Opens a URL, through a few redirects, each of which is held to the same rules: public addresses only, and never from
 * https to http.
 *
 * @throws MediaError `source_fetch_refused` for an address that is not fetched from; whatever broke the connection
 */
export async function openUrl(options: OpenOptions): Promise<IncomingMessage> {
  let url = options.url;
  for (let redirects = 0; ; redirects++) {
    const fault = fetchUrlFault(url, options.allowedHosts);
    if (fault !== null) throw refused(`The address ${fault}`);
    const response = await open(url, options);
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || location === undefined)
      return response;
    response.destroy();
    if (redirects === mostRedirects) throw refused(`More than ${mostRedirects} redirects`);
    if (!URL.canParse(location, url)) throw refused("A redirect leads nowhere");
    const next = new URL(location, url);
    if (url.startsWith("https:") && next.protocol !== "https:")
      throw refused("A redirect leads from https to http");
    url = next.href;
  }
}

function open(
  url: string,
  { headers, allowedHosts, resolve, signal }: OpenOptions,
): Promise<IncomingMessage> {
  const { protocol, host, hostname } = new URL(url);
  const isAllowed = allowedHosts.includes(host) || allowedHosts.includes(hostname);
  const request = protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((done, fail) => {
    const call = request(url, {
      // A connection of its own: none is shared with, or left to, another address.
      agent: false,
      headers: { "user-agent": "Firstframe/0.1", "accept-encoding": "identity", ...headers },
      timeout: idleTimeout,
      signal,
      ...(isAllowed ? {} : { lookup: publicLookup(resolve) }),
    });
    call.on("response", done);
    call.on("timeout", () => call.destroy(new Error("no data arrived in time")));
    call.on("error", (error) => fail(error instanceof RefusedAddressError ? refused(error.message) : error));
    call.end();
  });
}

function refused(detail: string): MediaError {
  return new MediaError("source_fetch_refused", detail);
}
