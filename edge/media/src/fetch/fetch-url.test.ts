import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CreateUpload } from "@firstframe/contract";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type RunningIngest, startIngest } from "../ingest/testing/start-ingest.ts";
import { fetchUrl } from "./fetch-url.ts";
import { publicLookup, type ResolveAll } from "./public-lookup.ts";
import { tusSender } from "./tus-sender.ts";

const file = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
const etag = '"one"';

let ingest: RunningIngest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest[Symbol.asyncDispose]());

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server of the web, on this machine. */
async function serve(handle: Handler): Promise<{ url: string; host: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => handle(request, response, seen.push(request)));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}/clips/a%20clip.mp4?secret=1`, host, seen };
}

/** Answers with the file, or the range of it that is asked for. */
const sendFile = (request: IncomingMessage, response: ServerResponse, until = file.byteLength) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(request.headers.range ? 206 : 200, {
    "content-length": file.byteLength - start,
    "content-range": `bytes ${start}-${file.byteLength - 1}/${file.byteLength}`,
    etag,
  });
  if (until >= file.byteLength) response.end(file.subarray(start));
  else response.write(file.subarray(start, until), () => setTimeout(() => response.destroy(), 20));
};

async function run(
  url: string,
  allowedHosts: string[],
  options: { limits?: CreateUpload; resolve?: ResolveAll } = {},
) {
  const upload = ingest.api.newUpload(options.limits ?? {});
  const slept: number[] = [];
  const dispatch = {
    url,
    allowed_hosts: allowedHosts,
    upload: {
      ...{ id: upload.id, token: upload.token, endpoint: `${ingest.url}/v1/tus` },
      max_size_bytes: options.limits?.max_size_bytes ?? 1_000_000,
    },
  };
  const outcome = await fetchUrl({
    dispatch,
    sender: tusSender(dispatch.upload, fetch),
    resolve: options.resolve ?? (async () => [{ address: "127.0.0.1", family: 4 }]),
    retry: {
      ...{ attempts: 4, baseMs: 1, maximumMs: 2, random: () => 1 },
      sleep: async (ms) => void slept.push(ms),
    },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }).then(
    () => "fetched",
    (error: { code?: string }) => error.code ?? String(error),
  );
  const stored = await readFile(ingest.ingest.fileOf(upload.id)).catch(() => null);
  const received = ingest.api.reports.find(
    ({ id, report }) => id === upload.id && report.kind === "received",
  );
  return { outcome, isWhole: stored?.equals(file) ?? false, slept, received: received?.report };
}

describe("fetchUrl", () => {
  it("brings a whole file into its upload, with its name and type", async () => {
    const { url, host } = await serve((request, response) => {
      response.setHeader("content-type", "video/mp4; codecs=avc1");
      sendFile(request, response);
    });
    const { outcome, isWhole, received } = await run(url, [host]);
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    expect(received).toMatchObject({
      filename: "a clip.mp4",
      content_type: "video/mp4",
      size_bytes: 300_000,
    });
  });

  it("resumes by range what a broken connection left, and asks that it be the same file", async () => {
    const { url, host, seen } = await serve((request, response, count) =>
      sendFile(request, response, count < 4 ? count * 80_000 : file.byteLength),
    );
    const { outcome, isWhole } = await run(url, [host]);
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    const ranges = seen.map(({ headers }) => headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.slice(1).every((range) => /^bytes=\d+-$/.test(range ?? ""))).toBe(true);
    expect(seen[1]?.headers["if-range"]).toBe(etag);
  });

  it("passes over what is there where a server knows no ranges", async () => {
    const { url, host } = await serve((_request, response, count) => {
      response.writeHead(200, { "content-length": file.byteLength, etag });
      if (count === 1)
        response.write(file.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
      else response.end(file);
    });
    expect(await run(url, [host])).toMatchObject({ outcome: "fetched", isWhole: true });
  });

  it("takes a file whose length the server does not tell", async () => {
    const { url, host } = await serve((_request, response) => {
      response.write(file.subarray(0, 100_000));
      response.end(file.subarray(100_000));
    });
    expect(await run(url, [host])).toMatchObject({ outcome: "fetched", isWhole: true });
  });

  it("does not mix two files: one that changed in the middle ends it", async () => {
    const { url, host } = await serve((request, response, count) => {
      if (count === 1) return sendFile(request, response, 100_000);
      response.writeHead(200, { "content-length": file.byteLength, etag: '"two"' });
      response.end(file);
    });
    expect(await run(url, [host])).toMatchObject({ outcome: "source_fetch_failed", isWhole: false });
  });

  it("is bounded by the upload, whatever the server says of the length, or does not say", async () => {
    const told = await serve((request, response) => sendFile(request, response));
    const untold = await serve((_request, response) => {
      response.write(file);
      response.end();
    });
    for (const { url, host } of [told, untold]) {
      const { outcome } = await run(url, [host], { limits: { max_size_bytes: 100_000 } });
      expect(outcome).toBe("source_too_large");
    }
  });

  it("waits as the server asks when it is busy, and gives up on what will not change", async () => {
    const busy = await serve((request, response, count) => {
      if (count > 1) return sendFile(request, response);
      response.writeHead(503, { "retry-after": "7" }).end();
    });
    expect(await run(busy.url, [busy.host])).toMatchObject({ outcome: "fetched", slept: [7000] });
    const missing = await serve((_request, response) => void response.writeHead(404).end());
    expect(await run(missing.url, [missing.host])).toMatchObject({
      outcome: "source_fetch_failed",
      slept: [],
    });
    expect(missing.seen).toHaveLength(1);
  });

  it("gives up after failures in a row without a byte", async () => {
    const { url, host, seen } = await serve((request) => void request.socket.destroy());
    expect((await run(url, [host])).outcome).toBe("source_fetch_failed");
    expect(seen).toHaveLength(4);
  });

  it("follows a few redirects, and none to where it may not fetch from", async () => {
    const target = await serve((request, response) => sendFile(request, response));
    const redirect = (location: string) =>
      serve((_request, response) => void response.writeHead(302, { location }).end());
    const good = await redirect(target.url);
    expect((await run(good.url, [good.host, target.host])).outcome).toBe("fetched");
    for (const location of ["http://10.0.0.1/", "https://127.0.0.1/", "file:///etc/passwd", target.url]) {
      const bad = await redirect(location);
      expect((await run(bad.url, [bad.host])).outcome, location).toBe("source_fetch_refused");
    }
    const loop = await redirect("/again");
    expect((await run(loop.url, [loop.host])).outcome).toBe("source_fetch_refused");
    expect(loop.seen).toHaveLength(6);
  });

  it("refuses a name that leads to a private address, also beside a public one", async () => {
    for (const addresses of [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:127.0.0.1"]]) {
      const resolve = async () => addresses.map((address) => ({ address, family: 4 }));
      const { outcome } = await run("https://innocent.example/a.mp4", [], { resolve });
      expect(outcome).toBe("source_fetch_refused");
    }
  });
});

describe("publicLookup", () => {
  it("gives the socket the very addresses that were checked: a name that changes its mind gains nothing", async () => {
    const answers = ["93.184.216.34", "127.0.0.1"];
    let asked = 0;
    const lookup = publicLookup(async () => [{ address: answers[asked++] ?? "", family: 4 }]);
    const connectTo = await new Promise((done) =>
      lookup("rebinding.example", { all: true }, (_error, addresses) => done(addresses)),
    );
    expect(connectTo).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(asked).toBe(1);
  });
});
