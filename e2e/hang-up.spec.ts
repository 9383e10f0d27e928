import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { AssetList, UploadGrant } from "@firstframe/contract";
import { expect, test } from "./system/fixtures.ts";
import { seededRandom } from "./system/random.ts";

test.use({ systemName: "hang-ups" });

const rounds = 6;
const atOnce = 24;
/** By then most requests wait for the database, and many of them for each other. */
const longestStayMs = 50;

interface Sent {
  readonly status: number;
  readonly grant: UploadGrant;
}

/** Makes an upload over a connection of its own. @returns null where the caller hung up before there was an answer */
function create(api: string, key: string, name: string, correlation: string, stayMs: number | null) {
  return new Promise<Sent | null>((resolve, reject) => {
    const sent = request(`${api}/v1/uploads`, {
      ...{ method: "POST", agent: false },
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": name,
      },
    });
    let hasHungUp = false;
    sent.on("response", async (response) => {
      const parts: Buffer[] = [];
      try {
        for await (const part of response) parts.push(part);
        resolve({ status: response.statusCode ?? 0, grant: JSON.parse(Buffer.concat(parts).toString()) });
      } catch (error) {
        if (hasHungUp) resolve(null);
        else reject(error);
      }
    });
    sent.on("error", (error) => (hasHungUp ? resolve(null) : reject(error)));
    sent.end(JSON.stringify({ correlation_id: correlation }));
    if (stayMs === null) return;
    setTimeout(() => {
      hasHungUp = true;
      sent.destroy();
    }, stayMs);
  });
}

test("callers that hang up take nothing from those who came at the same time", async ({ system }) => {
  const { api, secret_key: key } = system.dev;
  const random = seededRandom(7);
  let hangUps = 0;
  for (let round = 0; round < rounds; round++) {
    const correlation = randomUUID();
    const callers = Array.from({ length: atOnce }, (_, i) => ({
      name: randomUUID(),
      stayMs: i % 2 === 0 ? random() * longestStayMs : null,
    }));
    const answers = await Promise.all(
      callers.map(({ name, stayMs }) => create(api, key, name, correlation, stayMs)),
    );
    for (const [i, answer] of answers.entries()) {
      if (callers[i]?.stayMs === null) expect(answer?.status).toBe(201);
      if (answer === null) hangUps++;
    }
    // Whoever asks again by the same name gets what was made, and nothing is made twice.
    const repeated = await Promise.all(
      callers.map(async ({ name }) => {
        for (;;) {
          const again = await create(api, key, name, correlation, null);
          if (again?.status !== 409) return again;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }),
    );
    for (const [i, again] of repeated.entries()) {
      expect(again?.status).toBe(201);
      if (answers[i]) expect(again?.grant.id).toBe(answers[i].grant.id);
    }
    const list = await fetch(`${api}/v1/assets?limit=100&correlation_id=${correlation}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { data } = (await list.json()) as AssetList;
    expect(data.map(({ id }) => id).sort()).toEqual(
      repeated.flatMap((again) => again?.grant.asset_id ?? []).sort(),
    );
  }
  expect(hangUps).toBeGreaterThan(0);
  test.info().annotations.push({ type: "hang-ups", description: `${hangUps} of ${rounds * atOnce}` });
});
