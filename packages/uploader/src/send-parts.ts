import type { PartUrls, SendOptions } from "./send-upload.ts";
import type { sendByTus } from "./tus-transport.ts";

/** How long the server may take to put the parts together, in ms. */
const concatenationLimit = 120_000;

interface PartsOptions extends SendOptions {
  readonly partUrls: PartUrls;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Sends the parts of a file at the same time and has the server put them together
 * (https://tus.io/protocols/resumable-upload#concatenation).
 *
 * The client library's own parallel uploads begin a part anew when its offset cannot be asked for, tell the URLs only
 * once all parts have one, and go on with the others when one fails: each of these loses bytes that the server has.
 *
 * @returns the answer to putting them together
 * @throws UploadError, once, and what `fetch` throws
 */
export async function sendParts(options: PartsOptions, send: typeof sendByTus): Promise<Response> {
  const { file, onUrls, onProgress } = options;
  const partUrls = [...options.partUrls];
  const sent = new Map<number, number>();
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const startOf = (part: number) => Math.floor((file.size * part) / partUrls.length);
  try {
    await Promise.all(
      partUrls.map((uploadUrl, part) =>
        send({
          ...options,
          blob: file.slice(startOf(part), startOf(part + 1)),
          metadata: {},
          partial: true,
          uploadUrl,
          signal,
          onUrl: (url) => {
            partUrls[part] = url;
            onUrls({ uploadUrl: null, partUrls: [...partUrls] });
          },
          onProgress: (sentBytes) => {
            sent.set(part, sentBytes);
            // Before every part has said where it is, the sum is no progress.
            if (sent.size === partUrls.length)
              onProgress([...sent.values()].reduce((sum, bytes) => sum + bytes));
          },
        }),
      ),
    );
  } finally {
    failure.abort();
  }
  const { endpoint, token, metadata } = options;
  return fetch(endpoint, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "tus-resumable": "1.0.0",
      "upload-concat": `final;${partUrls.join(" ")}`,
      "upload-metadata": Object.entries(metadata)
        .map(([key, value]) => `${key} ${base64(value)}`)
        .join(","),
    },
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(concatenationLimit)]),
  });
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
