import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "./uploads.ts";

export interface WebhookLoad {
  /** Messages that the endpoints that live got, in all. */
  readonly messages: number;
  /** From the first event to the last message, in ms. */
  readonly elapsedMs: number;
  /** The same for the messages alone, when all events are sent again, in ms. */
  readonly replayMs: number;
  /** From each event to each receipt of it, while events came one by one, in ms. */
  readonly calmDelays: readonly number[];
  /** The same while all came at once, in ms. */
  readonly delays: readonly number[];
}

interface Options {
  readonly events: number;
  readonly endpoints: number;
  /** Events that come one by one before. */
  readonly calmEvents: number;
}

/** Makes events with one endpoint more than live ones: the last never answers. */
export async function underWebhookLoad(
  { url, key }: Api,
  { events, endpoints, calmEvents }: Options,
): Promise<WebhookLoad> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const post = async (path: string, body: object): Promise<{ id: string; created_at: string }> => {
    const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; created_at: string };
  };
  const receivers = await Promise.all(
    Array.from({ length: endpoints }, (_, index) => startReceiver(index < endpoints - 1)),
  );
  const living = receivers.slice(0, -1);
  const made = await Promise.all(
    receivers.map(({ address }) =>
      post("/v1/webhook-endpoints", { url: address, events: ["upload.created"] }),
    ),
  );
  const wanted = living.length * events;
  const arrived = async (count: number) => {
    while (living.reduce((sum, { ids }) => sum + ids.size, 0) < count) await sleep(5);
  };

  for (let count = 1; count <= calmEvents; count++) {
    await post("/v1/uploads", {});
    await arrived(count * living.length);
  }
  const calmDelays = takeDelays(living);
  for (const { ids } of living) ids.clear();

  const madeAt = new Date().toISOString();
  const begunAt = performance.now();
  let left = events;
  const create = async () => {
    while (left-- > 0) await post("/v1/uploads", {});
  };
  await Promise.all(Array.from({ length: 16 }, create));
  await arrived(wanted);
  const elapsedMs = performance.now() - begunAt;
  const delays = takeDelays(living);

  for (const { ids } of living) ids.clear();
  const replayedAt = performance.now();
  await Promise.all(made.map(({ id }) => post(`/v1/webhook-endpoints/${id}/replay`, { since: madeAt })));
  await arrived(wanted);
  const replayMs = performance.now() - replayedAt;
  for (const { server } of receivers) {
    server.closeAllConnections();
    server.close();
  }
  return { messages: wanted, elapsedMs, replayMs, calmDelays, delays };
}

function takeDelays(receivers: readonly Receiver[]): number[] {
  return receivers.flatMap(({ delays }) => delays.splice(0));
}

interface Receiver {
  readonly address: string;
  readonly server: Server;
  /** Of the events that it got. */
  readonly ids: Set<string>;
  /** From each event to its receipt, in ms. */
  readonly delays: number[];
}

async function startReceiver(lives: boolean): Promise<Receiver> {
  const ids = new Set<string>();
  const delays: number[] = [];
  const server = createServer((request, response) => {
    if (!lives) return;
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      delays.push(Date.now() - Date.parse(JSON.parse(body).timestamp));
      ids.add(String(request.headers["webhook-id"]));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, ids, delays, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
