import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { english } from "./locales/en.ts";
import { type SendOptions, sendUpload } from "./send-upload.ts";
import { bufferFile } from "./testing/buffer-file.ts";
import { startTusServer, type TusServer } from "./testing/tus-server.ts";

const content = randomBytes(3_000_001);

let server: TusServer;
/** Where the upload is by what was told last. */
let urls: Pick<SendOptions, "uploadUrl" | "partUrls">;
let progress: number[];

beforeEach(async () => {
  server = await startTusServer();
  urls = { uploadUrl: null, partUrls: null };
  progress = [];
});
afterEach(() => server.close());

function send(streams: number, signal = new AbortController().signal): Promise<void> {
  return sendUpload({
    file: bufferFile(content, "clip.mp4"),
    endpoint: server.endpoint,
    ...urls,
    streams,
    token: "token",
    signal,
    strings: english,
    onUrls: (known) => {
      urls = known;
    },
    onProgress: (sentBytes) => progress.push(sentBytes),
  });
}

describe("one connection", () => {
  it("brings the whole file", async () => {
    await send(1);
    expect(server.received("/tus/upl_1")?.equals(content)).toBe(true);
    expect(server.requests).toEqual(["POST /tus", "PATCH /tus/upl_1"]);
  });

  it("goes on at the server's offset after a cut, and sends nothing twice", async () => {
    server.cutAt = 1_000_000;
    await expect(send(1)).rejects.toMatchObject({ code: "network", transient: true });
    await send(1);
    expect(server.received("/tus/upl_1")?.equals(content)).toBe(true);
    expect(server.arrived).toBe(content.length);
    expect(server.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
  });

  it("does not begin anew when the offset cannot be asked for", async () => {
    server.cutAt = 1_000_000;
    await send(1).catch(() => undefined);
    server.fault = ({ method }) =>
      method === "HEAD" ? { status: 503, headers: { "retry-after": "9" } } : null;
    await expect(send(1)).rejects.toMatchObject({ code: "http_503", transient: true, retryAfterS: 9 });
    expect(server.requests.at(-1)).toBe("HEAD /tus/upl_1");
  });

  it("stops within 100 ms of being told to, on a machine that is not busy with something else", async () => {
    server.stuck = true;
    const tookMs: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      const abort = new AbortController();
      const sending = send(1, abort.signal);
      await expect
        .poll(() => server.requests.filter((line) => line.startsWith("PATCH")).length)
        .toBe(attempt);
      const before = performance.now();
      abort.abort();
      await expect(sending).rejects.toThrow();
      await expect.poll(() => server.aborted, { interval: 5 }).toBe(attempt);
      tookMs.push(performance.now() - before);
    }
    expect(Math.min(...tookMs)).toBeLessThan(100);
  });
});

describe("several connections", () => {
  it("bring the parts of a file, and have them put together", async () => {
    await send(3);
    expect(server.received("/tus/upl_1")?.equals(content)).toBe(true);
    expect(server.requests.at(-1)).toBe("POST /tus final");
    expect(Math.max(...progress)).toBe(content.length);
  });

  it("are used at the same time, and stop together", async () => {
    server.stuck = true;
    const abort = new AbortController();
    const sending = send(3, abort.signal);
    await expect.poll(() => server.requests.filter((request) => request.startsWith("PATCH")).length).toBe(3);
    abort.abort();
    await expect(sending).rejects.toThrow();
    await expect.poll(() => server.aborted).toBe(3);
  });

  it("go on, each at its own offset, when one was cut", async () => {
    server.cutAt = 500_000;
    await expect(send(3)).rejects.toMatchObject({ code: "network", transient: true });
    await expect.poll(() => urls.partUrls?.includes(null)).toBe(false);
    const first = progress.length;
    await send(3);
    expect(server.received("/tus/upl_1")?.equals(content)).toBe(true);
    expect(server.arrived).toBe(content.length);
    // The progress is of the whole file from its first word on.
    expect(progress[first] ?? 0).toBeGreaterThan(500_000);
    expect(server.requests.filter((request) => request === "POST /tus partial")).toHaveLength(3);
  });

  it("stop together when one is refused, and each tells its URL at once", async () => {
    let made = 0;
    server.fault = ({ method }) => (method === "POST" && ++made > 2 ? { status: 501 } : null);
    await expect(send(3)).rejects.toMatchObject({ code: "http_501" });
    await expect.poll(() => urls.partUrls?.filter((url) => url !== null).length).toBe(2);
  });

  it("do not begin a part anew when its offset cannot be asked for", async () => {
    server.cutAt = 500_000;
    await send(3).catch(() => undefined);
    server.fault = ({ method }) => (method === "HEAD" ? { status: 503 } : null);
    await expect(send(3)).rejects.toMatchObject({ code: "http_503" });
    server.fault = () => null;
    await send(3);
    expect(server.arrived).toBe(content.length);
  });

  it("say what the server says when it does not put the parts together", async () => {
    server.fault = ({ headers }) =>
      String(headers["upload-concat"]).startsWith("final")
        ? { status: 413, body: { code: "payload_too_large", detail: "Too large." } }
        : null;
    await expect(send(3)).rejects.toMatchObject({ code: "payload_too_large", message: "Too large." });
  });
});
