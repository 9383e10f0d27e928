import type { WebhookSender } from "../domain/webhooks/webhook-ports.ts";

/** Of an answer, as much is kept, in bytes. */
const snippetBytes = 1024;

/** What the platform says of one request more than an invocation may make. It has no code. */
const tooManyRequests = /^too many subrequests/i;

/**
 * Sends messages by HTTP. Redirects are not followed.
 *
 * @param timeoutMs for a whole answer, as far as it is read
 */
export function httpWebhookSender(
  fetchRequest: (url: string, init: RequestInit) => Promise<Response>,
  { timeoutMs, now }: { readonly timeoutMs: number; readonly now: () => number },
): WebhookSender {
  return {
    async send(url, { headers, body }) {
      // Not AbortSignal.timeout(): that would keep the Durable Object busy for all of the time, however soon the answer comes.
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), timeoutMs);
      const { signal } = controller;
      try {
        const init: RequestInit = { method: "POST", headers, body, redirect: "manual", signal };
        const response = await fetchRequest(url, init);
        const { status } = response;
        const retryAfter = readRetryAfter(response.headers.get("retry-after"), now());
        const snippet = await readSnippet(response);
        const isRedirect = status >= 300 && status < 400;
        return {
          ...{ status, snippet, retryAfter },
          error: isRedirect
            ? "it redirects, which is not followed: set the endpoint's url to where it leads"
            : null,
        };
      } catch (error) {
        if (tooManyRequests.test(reasonOf(error))) return null;
        const reason = signal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error);
        return { status: null, error: reason, snippet: "", retryAfter: null };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** What there is of the answer's beginning. */
async function readSnippet({ body }: Response): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = "";
  let left = snippetBytes;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The status has come, and it decides: what there is of the rest is enough.
  }
  return text;
}

/** Seconds or a date (RFC 9110, section 10.2.3), as ms from now; null for none, and for what is neither. */
function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : Math.max(0, time - now);
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
