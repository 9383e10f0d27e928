import { createHash } from "node:crypto";
import { readFile, stat, unlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFolder, type RunningIngest, startIngest } from "./testing/start-ingest.ts";

let running: RunningIngest;
let upload: { id: string; token: string };

beforeEach(async () => {
  running = await startIngest();
  upload = running.api.newUpload({});
});
afterEach(() => running[Symbol.asyncDispose]());

const bytesType = { "content-type": "application/offset+octet-stream" };
const path = () => `/v1/tus/${upload.id}`;
const file = () => running.ingest.fileOf(upload.id);
const whole = () => [upload.id, `${upload.id}.json`, `${upload.id}.upload`];
const kinds = () => running.api.reports.map(({ report }) => report.kind);

function tus(method: string, to: string, headers: Record<string, string>, body?: string): Promise<Response> {
  return fetch(running.url + to, {
    method,
    headers: { authorization: `Bearer ${upload.token}`, "tus-resumable": "1.0.0", ...headers },
    ...(body === undefined ? {} : { body }),
  });
}
const create = (size: number) => tus("POST", "/v1/tus", { "upload-length": String(size) });
const send = (at: number, body: string, headers: Record<string, string> = {}) =>
  tus("PATCH", path(), { "upload-offset": String(at), ...bytesType, ...headers }, body);
const offset = async () => Number((await tus("HEAD", path(), {})).headers.get("upload-offset"));

/** Sends some bytes and keeps the connection open. */
function open(at: number, size: number, first: Uint8Array, headers: Record<string, string> = {}) {
  const call = request(running.url + path(), {
    method: "PATCH",
    headers: {
      ...{ authorization: `Bearer ${upload.token}`, "tus-resumable": "1.0.0", ...bytesType },
      ...{ "upload-offset": String(at), "content-length": String(size), ...headers },
    },
  });
  call.on("error", () => undefined);
  call.write(first);
  return call;
}

/** What a process that was killed left, as the next one finds it. */
async function restart(): Promise<void> {
  running.ingest = await openFolder(running);
}

describe("bytes that have arrived", () => {
  it("are in the file while the connection goes on or stalls, and are told", async () => {
    await create(1000);
    const call = open(0, 1000, new Uint8Array(300));
    await expect.poll(async () => (await stat(file())).size).toBe(300);
    const progress = { kind: "progress", offset_bytes: 300 };
    await expect.poll(() => running.api.reports.at(-1)?.report).toEqual(progress);
    call.destroy();
    expect(await offset()).toBe(300);
  });

  it("do not count under a checksum before they are proved, nor when the connection breaks before", async () => {
    await create(8);
    await send(0, "0123");
    const checksum = { "upload-checksum": `sha1 ${createHash("sha1").update("4567").digest("base64")}` };
    const call = open(4, 4, new TextEncoder().encode("45"), checksum);
    const unproved = async () => (await running.files()).filter((name) => name.includes("unproved"));
    await expect.poll(unproved).toHaveLength(1);
    expect((await stat(file())).size).toBe(4);
    call.destroy();
    expect(await offset()).toBe(4);
    expect((await send(4, "4567", checksum)).status).toBe(204);
    expect(await readFile(file(), "utf8")).toBe("01234567");
    expect(await unproved()).toEqual([]);
  });

  it("are not taken for the beginning of the file further on, also under a checksum", async () => {
    upload = running.api.newUpload({ allowed_types: ["video/*"] });
    await create(12);
    await send(0, "0123");
    const pdf = "%PDF-1.7";
    const sum = createHash("sha256").update(pdf).digest("base64");
    expect((await send(4, pdf, { "upload-checksum": `sha256 ${sum}` })).status).toBe(204);
  });
});

describe("a process that was killed", () => {
  it("leaves what it had received, and nothing that was being made", async () => {
    await create(8);
    await send(0, "0123");
    for (const leftover of ["unproved.new", "joined.new", "json.1234.new"]) {
      await writeFile(`${file()}.${leftover}`, "half");
    }
    await restart();
    expect(await running.files()).toEqual(whole());
    expect(await offset()).toBe(4);
  });

  it("before it told of the last byte: the next one tells, by itself or when the client asks", async () => {
    await create(4);
    await writeFile(file(), "0123");
    await restart();
    await running.ingest.keeper.tidy();
    expect(running.api.reports.at(-1)?.report).toMatchObject({ kind: "received", size_bytes: 4 });

    upload = running.api.newUpload({});
    await create(4);
    await writeFile(file(), "0123");
    expect(await offset()).toBe(4);
    expect(running.api.reports.at(-1)).toMatchObject({ id: upload.id, report: { kind: "received" } });
  });

  it("before it looked at the last byte: what is not allowed is refused all the same", async () => {
    upload = running.api.newUpload({ allowed_types: ["video/*"] });
    await create(8);
    await writeFile(file(), "%PDF-1.7");
    await restart();
    await running.ingest.keeper.tidy();
    expect(kinds().at(-1)).toBe("refused");
    expect(await running.files()).toEqual([]);
  });

  it("while it joined partial uploads: the whole is made again, or what is left of the parts goes", async () => {
    const locations: string[] = [];
    for (const part of ["0123", "4567"]) {
      const created = await tus("POST", "/v1/tus", { "upload-concat": "partial", "upload-length": "4" });
      const location = created.headers.get("location") ?? "";
      await tus("PATCH", location, { "upload-offset": "0", ...bytesType }, part);
      locations.push(location);
    }
    const joinParts = () => tus("POST", "/v1/tus", { "upload-concat": `final;${locations.join(" ")}` });
    // Renamed, but not recorded.
    await writeFile(file(), "01234567");
    await restart();
    expect((await joinParts()).status).toBe(201);
    expect(await readFile(file(), "utf8")).toBe("01234567");
    // Recorded, but a part is still there.
    const part = locations[0]?.slice("/v1/tus/".length) ?? "";
    await writeFile(join(running.directory, part), "0123");
    await restart();
    expect(await running.files()).toEqual(whole());
    expect((await joinParts()).status).toBe(201);
  });

  it("while it made or removed an upload: the rest goes once it is old", async () => {
    await create(8);
    await unlink(`${file()}.upload`);
    await running.ingest.keeper.tidy();
    expect(await running.files()).not.toEqual([]);
    running.ahead = 61_000;
    await running.ingest.keeper.tidy();
    expect(await running.files()).toEqual([]);
  });
});

describe("what the API says", () => {
  it("of a token is passed on", async () => {
    running.api.expire(upload.token);
    const refused = await create(4);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: "token_expired" });
  });

  it("is asked again by the next process: what it has no more use for is removed", async () => {
    await create(4);
    await send(0, "0123");
    running.api.remove(upload.id);
    await restart();
    await running.ingest.keeper.tidy();
    expect(await running.files()).toEqual([]);
  });

  it("is asked again every hour: what was removed while nobody could say so goes", async () => {
    await create(4);
    await send(0, "0123");
    running.api.remove(upload.id);
    running.ahead = 3_500_000;
    await running.ingest.keeper.tidy();
    expect(await running.files()).toEqual(whole());
    running.ahead = 3_700_000;
    await running.ingest.keeper.tidy();
    expect(await running.files()).toEqual([]);
  });

  it("ends a request at its next report, where the upload was given up meanwhile", async () => {
    await create(1000);
    const call = open(0, 1000, new Uint8Array(300));
    await expect.poll(kinds).toContain("progress");
    running.api.remove(upload.id);
    running.ahead = 2_000;
    call.write(new Uint8Array(300));
    await expect.poll(() => running.files()).toEqual([]);
    call.destroy();
  });
});
