import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What may happen to a call of a media worker. */
const faults = ["refuse", "drop answer", "repeat", "delay"] as const;
type Fault = (typeof faults)[number];

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  readonly counts: Readonly<Record<Fault, number>>;
  /** Share of the media worker's calls to which something happens. */
  rate: number;
}

const longestDelayMs = 400;

/** Stands before the API and breaks the media worker's calls now and then; everything else passes. */
export async function startFaultProxy(
  port: number,
  target: number,
  random: () => number,
): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const counts: Record<Fault, number> = { refuse: 0, "drop answer": 0, repeat: 0, delay: 0 };
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}`,
    counts,
    rate: 0,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return proxy;

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const isCall = incoming.url?.startsWith("/internal/") && incoming.method !== "GET";
    const fault = isCall && random() < proxy.rate ? faults[Math.floor(random() * faults.length)] : undefined;
    if (fault === undefined) return forward(incoming, outgoing);
    counts[fault]++;
    const body = await bodyOf(incoming);
    if (fault === "refuse") {
      outgoing.destroy();
      return;
    }
    if (fault === "delay") await sleep(random() * longestDelayMs);
    const first = await exchange(incoming, body);
    const answer = fault === "repeat" ? await exchange(incoming, body) : first;
    if (fault === "drop answer") outgoing.destroy();
    else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    return new Promise((done, fail) => {
      const { method, url, headers } = incoming;
      const call = request(
        { host: "127.0.0.1", port: target, method, path: url, headers, agent },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          answer.on("error", fail);
          outgoing.on("close", () => {
            answer.destroy();
            done();
          });
        },
      );
      call.on("error", fail);
      incoming.pipe(call);
      incoming.on("error", () => call.destroy());
    });
  }

  function exchange(
    { method, url, headers }: IncomingMessage,
    body: Buffer,
  ): Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }> {
    return new Promise((done, fail) => {
      const call = request(
        {
          ...{ host: "127.0.0.1", port: target, method, path: url, agent },
          headers: { ...headers, "content-length": String(body.byteLength) },
        },
        (answer) => {
          bodyOf(answer).then(
            (bytes) => done({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
            fail,
          );
        },
      );
      call.on("error", fail);
      call.end(body);
    });
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
