import type { UploadGrant, UploadStatus } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import type { Resumable } from "./resume-store.ts";
import { english } from "./strings.ts";
import type { SendOptions } from "./tus-transport.ts";
import { UploadError } from "./upload-error.ts";
import type { UploadFile } from "./upload-file.ts";
import { UploadQueue } from "./upload-queue.ts";

const grant = {
  id: "upl_1",
  asset_id: "ast_1",
  endpoint: "https://video.test/v1/tus",
  token: "token",
  token_expires_at: "2999-01-01T00:00:00.000Z",
  status_url: "https://video.test/status",
} as UploadGrant;

const transient = () => new UploadError("network", "broken", { transient: true });

/** A queue whose network is a script: each send does what the next step says. */
function queueWith(
  steps: ((options: SendOptions) => Promise<void>)[],
  options: { online?: () => boolean } = {},
) {
  const history: string[] = [];
  const slept: number[] = [];
  const saved = new Map<string, Resumable>();
  const sends: SendOptions[] = [];
  let waiters: (() => void)[] = [];
  const queue = new UploadQueue({
    endpoint: () => async () => grant,
    strings: () => english,
    parallel: () => 1,
    send: (sendOptions) => {
      sends.push(sendOptions);
      return (steps.shift() ?? (async () => undefined))(sendOptions);
    },
    terminate: async () => undefined,
    fetch: async () => Response.json({ asset: { status: "ready" } } as UploadStatus),
    fingerprint: async () => "print",
    store: {
      load: (key) => saved.get(key) ?? null,
      save: (key, resumable) => void saved.set(key, resumable),
      remove: (key) => void saved.delete(key),
    },
    online: options.online ?? (() => true),
    now: () => 0,
    random: () => 0.5,
    makeId: () => String(history.length),
    sleep: async (ms) => void slept.push(ms),
    onChange: (file: UploadFile, before) => {
      if (file.status !== before?.status) history.push(file.status);
      const woken = waiters;
      waiters = [];
      for (const wake of woken) wake();
    },
  });
  const until = async (status: string) => {
    while (!history.includes(status)) await new Promise<void>((wake) => waiters.push(wake));
  };
  return { queue, history, slept, saved, sends, until };
}

const clip = () => new File(["x".repeat(1000)], "clip.mp4", { type: "video/mp4" });

describe("UploadQueue", () => {
  it("sees a file through to ready", async () => {
    const { queue, history, until } = queueWith([]);
    queue.add(clip(), null);
    await until("ready");
    expect(history).toEqual(["waiting", "preparing", "uploading", "processing", "ready"]);
  });

  it("goes on after broken connections, where the server is, with growing pauses", async () => {
    const { queue, slept, sends, saved, until } = queueWith([
      async ({ onUrl }) => {
        onUrl("https://video.test/v1/tus/upl_1");
        throw transient();
      },
      async () => {
        throw transient();
      },
    ]);
    queue.add(clip(), null);
    await until("ready");
    expect(slept.slice(0, 2)).toEqual([500, 1000]);
    expect(sends.map(({ uploadUrl }) => uploadUrl)).toEqual([
      null,
      "https://video.test/v1/tus/upl_1",
      "https://video.test/v1/tus/upl_1",
    ]);
    expect(saved.size).toBe(0);
  });

  it("respects the server's Retry-After", async () => {
    const { queue, slept, until } = queueWith([
      async () => {
        throw new UploadError("rate_limited", "slow down", { transient: true, retryAfterS: 7 });
      },
    ]);
    queue.add(clip(), null);
    await until("ready");
    expect(slept[0]).toBe(7000);
  });

  it("stops at once on what cannot be mended by trying again", async () => {
    const { queue, history, slept, until } = queueWith([
      async () => {
        throw new UploadError("payload_too_large", "too large", { transient: false });
      },
    ]);
    queue.add(clip(), null);
    await until("failed");
    expect(slept).toEqual([]);
    expect(history.at(-1)).toBe("failed");
    expect(queue.files[0]?.error?.message).toBe("too large");
  });

  it("gives up after many failures without progress, and can be tried again by hand", async () => {
    const { queue, until, history } = queueWith(
      Array.from({ length: 8 }, () => async () => {
        throw transient();
      }),
    );
    const { id } = queue.add(clip(), null);
    await until("failed");
    expect(queue.files[0]?.error?.retryable).toBe(true);
    queue.resume(id);
    await until("ready");
    expect(history.at(-1)).toBe("ready");
  });

  it("waits while offline and goes on by itself", async () => {
    let online = false;
    const { queue, until, history } = queueWith(
      [
        async () => {
          throw transient();
        },
      ],
      { online: () => online },
    );
    queue.add(clip(), null);
    await until("offline");
    online = true;
    queue.goOnline();
    await until("ready");
    expect(history).toEqual([
      "waiting",
      "preparing",
      "uploading",
      "offline",
      "waiting",
      "preparing",
      "uploading",
      "processing",
      "ready",
    ]);
  });

  it("pauses at once and resumes", async () => {
    const { queue, until, history } = queueWith([
      ({ signal }) =>
        new Promise((_done, fail) => signal.addEventListener("abort", () => fail(signal.reason))),
    ]);
    const { id } = queue.add(clip(), null);
    await until("uploading");
    queue.pause(id);
    expect(queue.files[0]?.status).toBe("paused");
    queue.resume(id);
    await until("ready");
    expect(history).not.toContain("failed");
  });

  it("resumes an upload that an earlier page began with the same content", async () => {
    const { queue, sends, saved, until } = queueWith([]);
    saved.set("print", { grant: { ...grant, token: "old" }, uploadUrl: "https://video.test/v1/tus/upl_0" });
    queue.add(clip(), null);
    await until("ready");
    expect(sends[0]).toMatchObject({ token: "old", uploadUrl: "https://video.test/v1/tus/upl_0" });
  });

  it("shows what it does not take, and sends nothing of it", async () => {
    const { queue, sends } = queueWith([]);
    queue.add(clip(), { code: "source_too_large", message: "too large", retryable: false });
    expect(queue.files[0]?.status).toBe("refused");
    expect(sends).toEqual([]);
  });
});
