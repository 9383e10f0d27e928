import { expect, it } from "vitest";
import { type Deployment, startDeployment } from "../testing/deployment.ts";
import { onThirdLook } from "../testing/on-third-look.ts";
import { isGenuine, startReceiver } from "../testing/receiver.ts";
import { createUser } from "../testing/run-cli.ts";
import { sampleEvent } from "../testing/sample-resources.ts";

/** Runs `listen` until so many events were handed on; they come once it listens. */
async function listen(
  deployment: Deployment,
  url: string,
  count: number,
  arrive: () => void,
  args: readonly string[] = [],
) {
  const stop = new AbortController();
  let lines = 0;
  onThirdLook(deployment, arrive);
  const onOutput = () => {
    if (++lines === count) stop.abort(new DOMException("stopped", "AbortError"));
  };
  const user = createUser({ url: deployment.url, signal: stop.signal, onOutput });
  return user(["listen", "--forward-to", url, ...args]);
}

const secretIn = (text: string) => /whsec_\S+/.exec(text)?.[0] ?? "";

it("forwards what happens from now on, in order, signed by the secret that it prints", async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment({ events: [sampleEvent(1), sampleEvent(2)] });
  const { code, stdout, stderr } = await listen(deployment, receiver.url, 2, () => {
    deployment.events.push(sampleEvent(3), sampleEvent(7, { type: "asset.failed" }));
  });
  expect(code).toBe(0);
  expect(receiver.received.map(({ body }) => JSON.parse(body).data)).toEqual(deployment.events.slice(2));
  expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual(
    deployment.events.slice(2).map(({ id }) => id),
  );
  for (const message of receiver.received) expect(await isGenuine(message, secretIn(stderr))).toBe(true);
  const lines = stdout.trim().split("\n");
  expect(lines[0]).toMatch(/^204 +\d+ ms {2}asset\.ready +ast_/);
  expect(lines[1]).toMatch(/^204 +\d+ ms {2}asset\.failed +ast_/);
});

it("forwards only the types that are asked for", async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment();
  const arrive = () => {
    deployment.events.push(
      sampleEvent(1, { type: "job.queued" }),
      sampleEvent(2),
      sampleEvent(3, { type: "upload.failed" }),
    );
  };
  await listen(deployment, receiver.url, 2, arrive, ["--events", "asset.*,upload.failed"]);
  expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual([
    "asset.ready",
    "upload.failed",
  ]);
});

it("looks no second time through what is not asked for", async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment();
  const list = deployment.routes.get("GET /v1/events");
  let looks = 0;
  deployment.routes.set("GET /v1/events", (call, all) => {
    if (++looks === 3) deployment.events.push(sampleEvent(8, { type: "job.queued" }));
    if (looks === 5) deployment.events.push(sampleEvent(9));
    return list?.(call, all) ?? { status: 500 };
  });
  const stop = new AbortController();
  const onOutput = () => stop.abort(new DOMException("stopped", "AbortError"));
  const user = createUser({ url: deployment.url, signal: stop.signal, onOutput });
  await user(["listen", "--forward-to", receiver.url, "--events", "asset.*"]);
  expect(receiver.received).toHaveLength(1);
  expect(deployment.requests.filter((request) => request.includes("/v1/events")).at(-1)).toContain("after=8");
});

it("waits for a receiver that is down, and loses nothing and no order", async () => {
  let calls = 0;
  const receiver = await startReceiver(() => (++calls < 4 ? 503 : 200));
  const deployment = await startDeployment();
  const { stderr } = await listen(deployment, receiver.url, 2, () => {
    deployment.events.push(sampleEvent(1), sampleEvent(2));
  });
  const taken = receiver.received.slice(3).map(({ body }) => JSON.parse(body).data.sequence);
  expect(taken).toEqual([1, 2]);
  expect(stderr.match(/is down \(it answers 503\)/g)).toHaveLength(1);
});

it("shows a receiver's refusal, and goes on with the next event", async () => {
  let calls = 0;
  const receiver = await startReceiver(() => (++calls === 1 ? 400 : 204));
  const deployment = await startDeployment();
  const arrive = () => void deployment.events.push(sampleEvent(1), sampleEvent(2));
  const { stdout } = await listen(deployment, receiver.url, 2, arrive, ["--json"]);
  const results = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(results.map(({ status, event }) => [event.sequence, status])).toEqual([
    [1, 400],
    [2, 204],
  ]);
  expect(receiver.received).toHaveLength(2);
});

it("keeps its secret over runs", async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  const secrets: string[] = [];
  for (let run = 0; run < 2; run++) {
    const stop = new AbortController();
    onThirdLook(deployment, () => stop.abort(new DOMException("stopped", "AbortError")));
    const { stderr } = await user(["listen", "--forward-to", receiver.url], { signal: stop.signal });
    secrets.push(secretIn(stderr));
  }
  expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secrets[1]).toBe(secrets[0]);
});

it("goes on when the API was away for a moment", async () => {
  const receiver = await startReceiver();
  const deployment = await startDeployment();
  const { code } = await listen(deployment, receiver.url, 1, () => {
    const list = deployment.routes.get("GET /v1/events");
    let refusals = 6;
    deployment.routes.set("GET /v1/events", (call, all) =>
      refusals-- > 0
        ? { status: 503, body: { code: "overloaded", detail: "Later.", retryable: true } }
        : (list?.(call, all) ?? { status: 500 }),
    );
    deployment.events.push(sampleEvent(1));
  });
  expect(code).toBe(0);
  expect(receiver.received).toHaveLength(1);
});
