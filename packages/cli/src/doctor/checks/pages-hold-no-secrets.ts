import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";
import { linkedScripts } from "../linked-scripts.ts";

const secret = /\b(?:ff_(?:live|sandbox)_[A-Za-z0-9_-]{8,}|whsec_[A-Za-z0-9+/=_-]{16,})/g;
/** Scripts that are looked at, page by page. */
const mostScripts = 200;

export const pagesHoldNoSecrets: Check = {
  id: "pages_hold_no_secrets",
  group: "Keys and access",
  title: "Pages and their scripts hold no secret key",
  why: "What a browser gets, everybody has.",
  async run(context) {
    if (context.pages.length === 0) {
      return skipped(
        "No page was named.",
        "Pass --page https://…, once for each page with an uploader or a player.",
      );
    }
    const found: string[] = [];
    let looked = 0;
    for (const page of context.pages) {
      const queue = [page];
      const seen = new Set(queue);
      for (const url of queue) {
        const text = await read(url, context);
        // A script of somebody else that does not come holds nothing; a page that does not come was not looked at.
        if (text === null && url === page)
          return fail(`${page} could not be read`, "Name a page that can be read without a login.");
        looked++;
        for (const [match] of (text ?? "").matchAll(secret))
          found.push(`${url} holds ${match.slice(0, 14)}…`);
        for (const script of linkedScripts(text ?? "", url)) {
          if (seen.has(script) || seen.size > mostScripts) continue;
          seen.add(script);
          queue.push(script);
        }
      }
    }
    if (found.length > 0) {
      return fail(
        [...new Set(found)],
        "Revoke these at once (firstframe keys revoke …). Pages get upload and playback tokens from your server, never a key.",
      );
    }
    return pass(`${looked} pages and scripts were read`);
  },
};

async function read(url: string, { fetch, signal }: CheckContext): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]) });
    if (response.ok) return await response.text();
    await response.body?.cancel();
    return null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
