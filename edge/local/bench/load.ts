import autocannon from "autocannon";

/** What one kind of request is, as often as it is sent. */
export interface Load {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Called for every request: headers that are different each time. */
  readonly fresh?: () => Record<string, string>;
  /** Status that every answer has to have. */
  readonly status: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

/**
 * Sends requests for so many seconds, over so many connections at once, each as soon as the one before is answered.
 *
 * @throws Error when an answer is not as it has to be
 */
export async function underLoad(
  { url, method, headers, body, fresh, status }: Load,
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
): Promise<LoadResult> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        ...(fresh
          ? { setupRequest: (request) => ({ ...request, headers: { ...request.headers, ...fresh() } }) }
          : {}),
      },
    ],
  });
  const counts = Object.entries(result.statusCodeStats ?? {}).map(([code, { count = 0 }]) => ({
    code,
    count,
  }));
  const others = counts.filter(({ code }) => code !== String(status));
  const answered = counts.find(({ code }) => code === String(status))?.count ?? 0;
  if (result.errors > 0 || others.length > 0 || answered === 0) {
    const seen = others.map(({ code, count }) => `${count} times ${code}`).join(", ");
    throw new Error(`${method} ${url}: ${result.errors} errors, ${seen || "no answer"} instead of ${status}`);
  }
  return { perSecond: answered / result.duration, p99: result.latency.p99 };
}
