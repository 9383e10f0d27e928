import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { fetchUrlFault } from "@firstframe/ingest";
import { MediaError } from "../media-error.ts";
import { publicLookup, RefusedAddressError, type ResolveAll } from "./public-lookup.ts";

/** How long a server is waited for, in ms. */
export interface OpenTimeouts {
  /** From the name to the headers of the answer, at each hop. */
  readonly answerMs: number;
  /** Without a single byte. */
  readonly idleMs: number;
}

interface OpenOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Hosts that may be fetched from whatever their address. */
  readonly allowedHosts: readonly string[];
  readonly resolve: ResolveAll;
  readonly timeouts: OpenTimeouts;
  readonly signal: AbortSignal;
}

const mostRedirects = 5;
const redirectStatuses = [301, 302, 303, 307, 308];

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
    if (!redirectStatuses.includes(response.statusCode ?? 0) || location === undefined) return response;
    response.destroy();
    if (redirects === mostRedirects) throw refused(`More than ${mostRedirects} redirects`);
    if (!URL.canParse(location, url)) throw refused("A redirect leads nowhere");
    const next = new URL(location, url);
    if (url.startsWith("https:") && next.protocol !== "https:") {
      throw refused("A redirect leads from https to http");
    }
    url = next.href;
  }
}

function open(url: string, options: OpenOptions): Promise<IncomingMessage> {
  const { headers, allowedHosts, resolve, timeouts, signal } = options;
  const { protocol, host, hostname } = new URL(url);
  const isAllowed = allowedHosts.includes(host) || allowedHosts.includes(hostname);
  const request = protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((done, fail) => {
    const call = request(url, {
      // A connection of its own: none is shared with, or left to, another address, and no proxy of the environment is asked.
      agent: false,
      headers: { "user-agent": "Firstframe/0.1", "accept-encoding": "identity", ...headers },
      timeout: timeouts.idleMs,
      signal,
      ...(isAllowed ? {} : { lookup: publicLookup(resolve) }),
    });
    const deadline = setTimeout(
      () => call.destroy(new Error(`no answer came in ${timeouts.answerMs} ms`)),
      timeouts.answerMs,
    );
    call.on("response", (response) => {
      clearTimeout(deadline);
      // A break while nobody reads must not end the process; whoever reads is told.
      response.on("error", () => undefined);
      done(response);
    });
    call.on("timeout", () => call.destroy(new Error(`no byte came in ${timeouts.idleMs} ms`)));
    call.on("error", (error) => {
      clearTimeout(deadline);
      fail(error instanceof RefusedAddressError ? refused(error.message) : error);
    });
    call.end();
  });
}

function refused(detail: string): MediaError {
  return new MediaError("source_fetch_refused", detail);
}
