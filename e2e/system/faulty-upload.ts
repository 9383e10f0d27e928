import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { UploadGrant } from "@firstframe/contract";
import { seededRandom } from "./random.ts";
import type { DevFile } from "./running-system.ts";
import { tusClient } from "./tus-client.ts";

const largestFile = 9 * 1024 * 1024;
/** Requests that go wrong before the run goes right to its end. */
const mostFaults = 7;
/** How long a server that was killed may take to answer again, in ms. */
const recoveryTime = 60_000;

export interface FaultyRun {
  readonly faults: string[];
  /** Times that an offset was below one that had been acknowledged: bytes that were lost. */
  readonly lost: number;
  /** Answers that the protocol does not allow there. */
  readonly wrongAnswers: string[];
  readonly isIdentical: boolean;
}

/**
 * Uploads a file of noise while everything goes wrong that can: connections cut, requests repeated, reordered, with wrong
 * offsets and checksums, two writers at once. Someone else may kill the servers meanwhile. What happens follows from the
 * seed, as far as time allows.
 */
export async function runFaultyUpload({ api, secret_key }: DevFile, seed: number): Promise<FaultyRun> {
  const random = seededRandom(seed);
  const headers = { authorization: `Bearer ${secret_key}` };
  const file = noise(1 + Math.floor(random() * largestFile), random);
  const grant = await persist(async () => {
    const response = await fetch(`${api}/v1/uploads`, { method: "POST", headers, body: "{}" });
    return response.status === 201 ? ((await response.json()) as UploadGrant) : null;
  });
  const client = tusClient(grant);
  const faults: string[] = [];
  const wrongAnswers: string[] = [];
  let acknowledged = 0;
  let lost = 0;

  const expectStatus = (what: string, status: number | undefined, allowed: readonly number[]) => {
    // No answer, or one of a server that is just coming back, is no wrong answer.
    if (status !== undefined && status < 500 && !allowed.includes(status)) {
      wrongAnswers.push(`${what}: ${status}`);
    }
  };
  const acknowledge = (offset: number | null | undefined) => {
    acknowledged = Math.max(acknowledged, offset ?? 0);
  };
  const askOffset = async () => {
    const head = await persist(async () => {
      const answer = await client.head();
      return answer?.status === 200 ? answer : null;
    });
    const offset = head.offset ?? 0;
    if (offset < acknowledged) lost++;
    acknowledge(offset);
    return offset;
  };

  const actions: Record<string, (offset: number) => Promise<void>> = {
    async cut(offset) {
      const rest = file.subarray(offset);
      await client.patch(offset, rest, { cutAfter: Math.floor(random() * rest.byteLength) });
    },
    async piece(offset) {
      const end = offset + 1 + Math.floor(random() * (file.byteLength - offset));
      const answer = await client.patch(offset, file.subarray(offset, end));
      expectStatus("piece", answer?.status, [204, 409]);
      if (answer?.status === 204) acknowledge(answer.offset);
    },
    async "wrong offset"(offset) {
      const answer = await client.patch(offset + 1, file.subarray(offset + 1, offset + 1000));
      expectStatus("wrong offset", answer?.status, [409]);
    },
    async "wrong checksum"(offset) {
      const answer = await client.patch(offset, file.subarray(offset, offset + 100_000), {
        headers: { "upload-checksum": `sha1 ${createHash("sha1").update("else").digest("base64")}` },
      });
      expectStatus("wrong checksum", answer?.status, [460, 409]);
    },
    async "right checksum"(offset) {
      const bytes = file.subarray(offset, offset + 100_000);
      const sum = createHash("sha256").update(bytes).digest("base64");
      const answer = await client.patch(offset, bytes, { headers: { "upload-checksum": `sha256 ${sum}` } });
      expectStatus("right checksum", answer?.status, [204, 409]);
      if (answer?.status === 204) acknowledge(answer.offset);
    },
    async repeated(offset) {
      const end = Math.min(file.byteLength, offset + 50_000);
      for (const allowed of [[204, 409], [409]]) {
        const answer = await client.patch(offset, file.subarray(offset, end));
        expectStatus("repeated", answer?.status, end === offset ? [204, 409] : allowed);
        if (answer?.status === 204) acknowledge(answer.offset);
        // Without an answer the first may not have arrived, and then the second is the first.
        if (answer === null || answer.status >= 500) return;
      }
    },
    async reordered(offset) {
      const middle = Math.min(file.byteLength, offset + 30_000);
      if (middle === offset || middle === file.byteLength) return;
      const late = await client.patch(middle, file.subarray(middle, middle + 30_000));
      expectStatus("reordered", late?.status, [409]);
    },
    async "two writers"(offset) {
      const rest = file.subarray(offset);
      const answers = await Promise.all([client.patch(offset, rest), client.patch(offset, rest)]);
      for (const answer of answers) {
        expectStatus("two writers", answer?.status, [204, 400, 409]);
        if (answer?.status === 204) acknowledge(answer.offset);
      }
    },
    async "repeated creation"() {
      const answer = await client.create(file.byteLength);
      expectStatus("repeated creation", answer?.status, [201]);
    },
  };

  await persist(async () => {
    const created = await client.create(file.byteLength);
    return created?.status === 201 ? created : null;
  });
  const names = Object.keys(actions);
  for (let step = 0; ; step++) {
    const offset = await askOffset();
    if (offset === file.byteLength) break;
    const name = step < mostFaults ? (names[Math.floor(random() * names.length)] ?? "piece") : "rest";
    if (name !== "rest") {
      faults.push(name);
      await actions[name]?.(offset);
      continue;
    }
    const answer = await client.patch(offset, file.subarray(offset));
    expectStatus("rest", answer?.status, [204, 409]);
    if (answer?.status === 204) acknowledge(answer.offset);
  }

  const stored = await persist(async () => {
    const response = await fetch(`${api}/v1/assets/${grant.asset_id}/source`, { headers });
    return response.ok ? Buffer.from(await response.arrayBuffer()) : null;
  });
  await persist(async () => {
    const response = await fetch(`${api}/v1/assets/${grant.asset_id}`, { method: "DELETE", headers });
    return response.status === 204 || response.status === 404 ? true : null;
  });
  return { faults, lost, wrongAnswers, isIdentical: sha256(stored) === sha256(file) };
}

/** Tries until there is an answer: the server may have been killed. */
async function persist<Answer>(act: () => Promise<Answer | null>): Promise<Answer> {
  for (const end = Date.now() + recoveryTime; Date.now() < end; await sleep(100)) {
    const answer = await act().catch(() => null);
    if (answer !== null) return answer;
  }
  throw new Error("the server did not come back");
}

function noise(size: number, random: () => number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
  return bytes;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
