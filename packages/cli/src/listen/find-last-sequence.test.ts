import { expect, it } from "vitest";
import { createApi } from "../api/create-api.ts";
import { secretKey, startDeployment } from "../testing/deployment.ts";
import { sampleEvent } from "../testing/sample-resources.ts";
import { findLastSequence } from "./find-last-sequence.ts";

async function search(sequences: readonly number[]) {
  const deployment = await startDeployment({ events: sequences.map((n) => sampleEvent(n)) });
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
});

it("takes few requests for a long log", async () => {
  const { requests } = await search(Array.from({ length: 20_000 }, (_, n) => n + 1));
  expect(requests).toBeLessThan(25);
});
