import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningIngest, startIngest } from "../ingest/testing/start-ingest.ts";
import { fetchInto } from "./testing/fetch-into.ts";
import {
  breakAfter,
  type Handler,
  sendFile,
  sendUntil,
  serveWeb,
  startOf,
  webEtag,
  webFile,
} from "./testing/web-server.ts";

let ingest: RunningIngest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest[Symbol.asyncDispose]());

/** Fetches what a server answers so. */
async function fetchFrom(handle: Handler, options: Parameters<typeof fetchInto>[3] = {}) {
  const server = await serveWeb(handle);
  return { ...(await fetchInto(ingest, server.url, [server.host], options)), seen: server.seen };
}

/** The whole file, ranges ignored, without a length. */
const sendWithoutLength: Handler = (_request, response) => {
  response.write(webFile.subarray(0, 100_000));
  response.end(webFile.subarray(100_000));
};

describe("fetchUrl", () => {
  it("brings a whole file into its upload, with its name and type, and asks for no more than it needs", async () => {
    const { outcome, isWhole, received, shares, seen } = await fetchFrom((request, response) => {
      response.setHeader("content-type", "video/mp4; codecs=avc1");
      sendFile(request, response);
    });
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    expect(received).toMatchObject({
      filename: "a clip.mp4",
      content_type: "video/mp4",
      size_bytes: 300_000,
    });
    expect(shares.at(-1)).toBe(1);
    const { host, connection, ...headers } = seen[0]?.headers ?? {};
    expect(headers).toEqual({ "user-agent": "Firstframe/0.1", "accept-encoding": "identity" });
  });

  it("resumes by range what a broken connection left, and asks that it be the same file", async () => {
    const { outcome, isWhole, seen } = await fetchFrom((request, response, count) =>
      count < 4 ? sendUntil(count * 80_000, request, response) : sendFile(request, response),
    );
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    const ranges = seen.map(({ headers }) => headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.slice(1).every((range) => /^bytes=\d+-$/.test(range ?? ""))).toBe(true);
    expect(seen[1]?.headers["if-range"]).toBe(webEtag);
  });

  it("goes on by date where there is no strong ETag, and takes a partial answer for its confirmation", async () => {
    const date = "Tue, 24 Nov 2026 10:00:00 GMT";
    const { outcome, isWhole, seen } = await fetchFrom((request, response, count) => {
      const start = startOf(request);
      const length = { "content-length": webFile.byteLength - start };
      if (count === 1) {
        response.writeHead(200, { ...length, "last-modified": date, etag: 'W/"weak"' });
        breakAfter(response, webFile.subarray(0, 100_000));
        return;
      }
      const range = `bytes ${start}-${webFile.byteLength - 1}/${webFile.byteLength}`;
      response.writeHead(206, { ...length, "content-range": range }).end(webFile.subarray(start));
    });
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    expect(seen[1]?.headers["if-range"]).toBe(date);
  });

  it("passes over what is there where a server knows no ranges", async () => {
    const { outcome, isWhole } = await fetchFrom((_request, response, count) => {
      response.writeHead(200, { "content-length": webFile.byteLength, etag: webEtag });
      if (count === 1) breakAfter(response, webFile.subarray(0, 100_000));
      else response.end(webFile);
    });
    expect([outcome, isWhole]).toEqual(["fetched", true]);
  });

  it("takes a file whose length the server does not tell", async () => {
    const { outcome, isWhole, received } = await fetchFrom(sendWithoutLength);
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    expect(received).toMatchObject({ size_bytes: webFile.byteLength });
  });

  it("takes a length that the server tells only when it is asked for the rest", async () => {
    const { outcome, isWhole } = await fetchFrom((request, response, count) => {
      if (count > 1) return sendFile(request, response);
      response.setHeader("etag", webEtag);
      breakAfter(response, webFile.subarray(0, 100_000));
    });
    expect([outcome, isWhole]).toEqual(["fetched", true]);
  });

  it("waits as the server asks when it is busy, and gives up on what will not change", async () => {
    const later = new Date(Date.now() + 30_000).toUTCString();
    const busy = await fetchFrom((request, response, count) => {
      if (count === 1) response.writeHead(503, { "retry-after": "7" }).end();
      else if (count === 2) response.writeHead(429, { "retry-after": later }).end();
      else sendFile(request, response);
    });
    expect(busy.outcome).toBe("fetched");
    expect(busy.slept[0]).toBe(7_000);
    expect(busy.slept[1]).toBeGreaterThan(20_000);
    for (const status of [204, 304, 401, 403, 404, 410]) {
      const missing = await fetchFrom((_request, response) => void response.writeHead(status).end());
      expect(missing).toMatchObject({ outcome: "source_fetch_failed", slept: [] });
      expect(missing.seen).toHaveLength(1);
    }
  });

  it("gives up after failures in a row without a byte", async () => {
    const { outcome, seen } = await fetchFrom((request) => void request.socket.destroy());
    expect(outcome).toBe("source_fetch_failed");
    expect(seen).toHaveLength(4);
  });

  it("gives up on a server that does not answer, or stops in the middle", async () => {
    const timeouts = { answerMs: 150, idleMs: 100 };
    const silent = await fetchFrom(() => undefined, { timeouts });
    expect(silent).toMatchObject({ outcome: "source_fetch_failed", isWhole: false });
    const dripping = await fetchFrom(
      ({ socket }) => {
        // One byte of the head now and then: never idle, and never an answer.
        socket.write("HTTP/1.1 200 OK\r\nx-slow: ");
        const drip = setInterval(() => socket.write("x"), 20);
        socket.on("close", () => clearInterval(drip));
        socket.on("error", () => undefined);
      },
      { timeouts: { answerMs: 150, idleMs: 1_000 } },
    );
    expect(dripping.outcome).toBe("source_fetch_failed");
    expect(dripping.detail).toContain("no answer came in 150 ms");
    const stopping = await fetchFrom(
      (request, response, count) => {
        if (count > 1) return sendFile(request, response);
        response.writeHead(200, { "content-length": webFile.byteLength, etag: webEtag });
        response.write(webFile.subarray(0, 100_000));
      },
      { timeouts: { answerMs: 5_000, idleMs: 1_000 } },
    );
    expect(stopping).toMatchObject({ outcome: "fetched", isWhole: true });
    expect(startOf(stopping.seen[1] ?? stopping.seen[0] ?? expect.fail())).toBe(100_000);
  });

  it("gives up on a server that drips bytes for ever", async () => {
    let now = 0;
    const { outcome, detail } = await fetchFrom(sendFile, { now: () => (now += 400_000) });
    expect(outcome).toBe("source_fetch_failed");
    expect(detail).toMatch(/sent \d+ bytes in 300 s/);
  });

  it("stops when it is told to, and lets go of the connection", async () => {
    const stop = new AbortController();
    const closed = Promise.withResolvers<void>();
    const fetching = fetchFrom(
      ({ socket }, response) => {
        response.writeHead(200, { "content-length": webFile.byteLength, etag: webEtag });
        response.write(webFile.subarray(0, 100_000), () =>
          setTimeout(() => stop.abort(new Error("told to")), 20),
        );
        socket.on("close", () => closed.resolve());
      },
      { signal: stop.signal },
    );
    expect(await fetching).toMatchObject({ outcome: "told to", slept: [] });
    await closed.promise;
  });
});

describe("a fetch that another one goes on with", () => {
  /** Breaks after 100,000 bytes, and every time after that before the first. */
  const dying: Handler = (request, response, count) => {
    if (count > 1) request.socket.destroy();
    else sendUntil(100_000, request, response);
  };

  it("asks for the rest of the very file that was begun", async () => {
    const { upload } = await fetchFrom(dying);
    const { outcome, isWhole, seen } = await fetchFrom(sendFile, { upload });
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    expect(seen[0]?.headers).toMatchObject({ range: "bytes=100000-", "if-range": webEtag });
  });

  it("ends where the file has changed meanwhile", async () => {
    const other = Buffer.alloc(webFile.byteLength, 7);
    for (const [status, length] of [
      [200, other.byteLength],
      [206, other.byteLength],
      [206, 200_000],
    ] as const) {
      const { upload } = await fetchFrom(dying);
      const { outcome, stored } = await fetchFrom(
        (request, response) => {
          const start = status === 200 ? 0 : startOf(request);
          response.writeHead(status, {
            "content-range": `bytes ${start}-${length - 1}/${length}`,
            etag: length === webFile.byteLength ? '"two"' : webEtag,
          });
          response.end(other.subarray(start, length));
        },
        { upload },
      );
      expect(outcome).toBe("source_fetch_changed");
      expect(stored?.byteLength).toBe(100_000);
    }
  });

  it("ends where the file has become shorter than what is there", async () => {
    const { upload } = await fetchFrom(dying);
    const { outcome } = await fetchFrom(
      (_request, response) => void response.writeHead(416, { "content-range": "bytes */50000" }).end(),
      { upload },
    );
    expect(outcome).toBe("source_fetch_changed");
  });

  it("ends where nothing tells whether it is the same file", async () => {
    const anonymous: Handler = (request, response, count) => {
      if (count > 1) return void request.socket.destroy();
      response.writeHead(200, { "content-length": webFile.byteLength });
      breakAfter(response, webFile.subarray(0, 100_000));
    };
    const { upload } = await fetchFrom(anonymous);
    const { outcome, detail } = await fetchFrom(sendFile, { upload });
    expect(outcome).toBe("source_fetch_failed");
    expect(detail).toContain("no strong ETag or date");
  });

  it("ends where the answer is another range than was asked for", async () => {
    const { upload } = await fetchFrom(dying);
    const { outcome } = await fetchFrom(
      (_request, response) => {
        response.writeHead(206, { "content-range": "bytes 5-299999/300000", etag: webEtag });
        response.end(webFile.subarray(5));
      },
      { upload },
    );
    expect(outcome).toBe("source_fetch_failed");
  });

  it("declares the length where all bytes are there and nobody has told how many they are", async () => {
    const untold: Handler = (request, response, count) => {
      if (count > 1) return void request.socket.destroy();
      response.setHeader("etag", webEtag);
      breakAfter(response, webFile);
    };
    const { upload } = await fetchFrom(untold);
    const { outcome, isWhole, received } = await fetchFrom(
      (_request, response) => void response.writeHead(416, { "content-range": "bytes */300000" }).end(),
      { upload },
    );
    expect([outcome, isWhole]).toEqual(["fetched", true]);
    expect(received).toMatchObject({ size_bytes: webFile.byteLength });
  });
});

describe("a server that lies", () => {
  it("cannot send more than the upload may have, whatever it says of the length, or does not say", async () => {
    for (const handle of [sendFile, sendWithoutLength]) {
      const { outcome, stored } = await fetchFrom(handle, { limits: { max_size_bytes: 100_000 } });
      expect(outcome).toBe("source_too_large");
      expect(stored?.byteLength ?? 0).toBeLessThanOrEqual(100_000);
    }
  });

  it("cannot send more than it said: what lies beyond the length is not read", async () => {
    const { outcome, isWhole } = await fetchFrom(({ socket }) => {
      socket.end(
        Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\ncontent-length: 300000\r\n\r\n"), webFile, webFile]),
      );
    });
    expect([outcome, isWhole]).toEqual(["fetched", true]);
  });

  it("cannot pass off fewer bytes than it said for the file", async () => {
    const { outcome, isWhole } = await fetchFrom((_request, response) => {
      response.writeHead(200, { "content-length": webFile.byteLength + 1_000, etag: webEtag });
      breakAfter(response, webFile);
    });
    expect(outcome).toBe("source_fetch_failed");
    expect(isWhole).toBe(true);
  });

  it("cannot pass off a compressed file, which nobody asked for", async () => {
    const { outcome } = await fetchFrom((request, response) => {
      response.setHeader("content-encoding", "gzip");
      sendFile(request, response);
    });
    expect(outcome).toBe("source_fetch_failed");
  });

  it("is told of when it has nothing", async () => {
    const { outcome } = await fetchFrom((_request, response) => {
      response.writeHead(200, { "content-length": 0 }).end();
    });
    expect(outcome).toBe("source_empty");
  });
});
