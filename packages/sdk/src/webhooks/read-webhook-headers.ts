import { FirstframeWebhookError } from "./webhook-error.ts";

/** A request's headers: a `Headers`, or an object with names in any case, such as Node's. */
export type ReceivedHeaders =
  | { readonly get: (name: string) => string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** @throws FirstframeWebhookError `webhook_header_missing` */
export function readWebhookHeaders(headers: ReceivedHeaders): {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
} {
  const read = readerOf(headers);
  const [id, timestamp, signature] = ["id", "timestamp", "signature"].map((name) => read(`webhook-${name}`));
  if (id && timestamp && signature) return { id, timestamp, signature };
  throw new FirstframeWebhookError(
    "webhook_header_missing",
    "The request lacks webhook-id, webhook-timestamp or webhook-signature. " +
      "Somebody else sent it, or a proxy in between drops headers that it does not know.",
  );
}

function readerOf(headers: ReceivedHeaders): (name: string) => string | undefined {
  if (typeof headers.get === "function") return (name) => (headers as Headers).get(name)?.trim();
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    const value = byName.get(name);
    // Headers that come twice: signatures add up, of the others there is one.
    return typeof value === "string" ? value.trim() : value?.join(" ").trim();
  };
}
