import { expect, it } from "vitest";
import { createApi } from "../api/create-api.ts";
import { secretKey, startDeployment } from "../testing/deployment.ts";
import { sampleEvent } from "../testing/sample-resources.ts";
import { findLastSequence } from "./find-last-sequence.ts";

/** @param tells whether the deployment tells how far the log was read: earlier ones do not */
async function search(sequences: readonly number[], tells = true) {
  const deployment = await startDeployment({ events: sequences.map((n) => sampleEvent(n)) });
  const list = deployment.routes.get("GET /v1/events");
  if (!tells) {
    deployment.routes.set("GET /v1/events", async (call, all) => {
      const { body, ...reply } = (await list?.(call, all)) ?? { status: 500 };
      return { ...reply, body: { ...(body as object), read_up_to: undefined } };
    });
  }
  const { signal } = new AbortController();
  const sleep = () => Promise.reject(new Error("not used"));
  const surroundings = { fetch, now: Date.now, random: Math.random, sleep, signal };
  const api = createApi({ apiUrl: deployment.url, secretKey }, surroundings);
  return { last: await findLastSequence(api.events), requests: deployment.requests.length };
}

it.each([
  ["an empty log", []],
  ["one event", [1]],
  ["one that begins late", [5_000]],
  ["a full page", Array.from({ length: 100 }, (_, n) => n + 1)],
  ["several pages", Array.from({ length: 2_345 }, (_, n) => n + 1)],
  ["gaps", Array.from({ length: 700 }, (_, n) => n * n + 1)],
])("finds the end of %s", async (_name, sequences) => {
  expect((await search(sequences)).last).toBe(sequences.at(-1) ?? 0);
  expect((await search(sequences, false)).last).toBe(sequences.at(-1) ?? 0);
});

it("takes few requests for a long log", async () => {
  const sequences = Array.from({ length: 20_000 }, (_, n) => n + 1);
  expect((await search(sequences)).requests).toBeLessThan(6);
  expect((await search(sequences, false)).requests).toBeLessThan(25);
});
