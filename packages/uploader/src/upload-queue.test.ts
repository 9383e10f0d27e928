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
  options: {
    online?: () => boolean;
    fetch?: typeof fetch;
    endpoint?: () => Promise<UploadGrant>;
    parallel?: number;
    fingerprint?: (file: Blob) => Promise<string | null>;
  } = {},
) {
  const history: string[] = [];
  const slept: number[] = [];
  const saved = new Map<string, Resumable>();
  const sends: SendOptions[] = [];
  const terminated: string[] = [];
  let made = 0;
  let waiters: (() => void)[] = [];
  const queue = new UploadQueue({
    endpoint: () => options.endpoint ?? (async () => grant),
    strings: () => english,
    parallel: () => options.parallel ?? 1,
    send: (sendOptions) => {
      sends.push(sendOptions);
      return (steps.shift() ?? (async () => undefined))(sendOptions);
    },
    terminate: async (url) => void terminated.push(url),
    fetch: options.fetch ?? (async () => Response.json({ asset: { status: "ready" } } as UploadStatus)),
    fingerprint: options.fingerprint ?? (async () => "print"),
    store: {
      load: (key) => saved.get(key) ?? null,
      save: (key, resumable) => void saved.set(key, resumable),
      remove: (key) => void saved.delete(key),
    },
    online: options.online ?? (() => true),
    now: () => 0,
    random: () => 0.5,
    makeId: () => String(++made),
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
  return { queue, history, slept, saved, sends, terminated, until };
}

const clip = (name = "clip.mp4") => new File(["x".repeat(1000)], name, { type: "video/mp4" });

/** Sends until it is stopped. */
const endless = ({ signal, onUrl }: SendOptions) =>
  new Promise<void>((_done, fail) => {
    onUrl("https://video.test/v1/tus/upl_1");
    signal.addEventListener("abort", () => fail(signal.reason));
  });

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

  it("begins anew by itself when what an earlier page began is gone, but not when it goes under way", async () => {
    const gone = new UploadError("gone", "This upload is expired.", { transient: false });
    const { queue, sends, saved, until } = queueWith([() => Promise.reject(gone)]);
    saved.set("print", { grant: { ...grant, token: "old" }, uploadUrl: "https://video.test/v1/tus/upl_0" });
    queue.add(clip(), null);
    await until("ready");
    expect(sends.map(({ token, uploadUrl }) => [token, uploadUrl])).toEqual([
      ["old", "https://video.test/v1/tus/upl_0"],
      ["token", null],
    ]);

    const canceled = queueWith([
      async ({ onUrl }) => {
        onUrl("https://video.test/v1/tus/upl_1");
        throw gone;
      },
    ]);
    canceled.queue.add(clip(), null);
    await canceled.until("failed");
    expect(canceled.sends).toHaveLength(1);
    expect(canceled.saved.size).toBe(0);
  });

  it("never lets two files with the same content write into one upload", async () => {
    let grants = 0;
    const { queue, sends } = queueWith([endless, endless], {
      parallel: 2,
      endpoint: async () => ({ ...grant, token: `token ${++grants}` }),
    });
    queue.add(clip("a.mp4"), null);
    await expect.poll(() => sends.length).toBe(1);
    queue.add(clip("b.mp4"), null);
    await expect.poll(() => sends.length).toBe(2);
    expect(sends[1]).toMatchObject({ token: "token 2", uploadUrl: null });
  });

  it("says at once that a file cannot be read", async () => {
    const { queue, until, sends } = queueWith([], { fingerprint: () => Promise.reject(new Error("gone")) });
    queue.add(clip(), null);
    await until("failed");
    expect(sends).toEqual([]);
    expect(queue.files[0]?.error).toMatchObject({ code: "file_unreadable", retryable: false });
  });

  it("uploads where the page can take no fingerprint, and remembers nothing", async () => {
    const { queue, saved, until } = queueWith(
      [async ({ onUrl }) => onUrl("https://video.test/v1/tus/upl_1")],
      { fingerprint: async () => null },
    );
    queue.add(clip(), null);
    await until("ready");
    expect(saved.size).toBe(0);
  });

  it("gives the place of a canceled file to the next, and tells the server", async () => {
    const { queue, sends, terminated, saved, until } = queueWith([endless]);
    const { id } = queue.add(clip("a.mp4"), null);
    queue.add(clip("b.mp4"), null);
    await until("uploading");
    expect(queue.files.map(({ status }) => status)).toEqual(["uploading", "waiting"]);
    queue.cancel(id);
    await until("ready");
    expect(sends.map(({ file }) => file.name)).toEqual(["a.mp4", "b.mp4"]);
    expect(terminated).toEqual(["https://video.test/v1/tus/upl_1"]);
    expect(saved.size).toBe(0);
  });

  it("pauses nothing that is with the server, and goes on following it", async () => {
    const answers = ["processing", "processing", "ready"];
    const { queue, until } = queueWith([], {
      fetch: async () => Response.json({ asset: { status: answers.shift() } }),
    });
    const { id } = queue.add(clip(), null);
    await until("processing");
    queue.pause(id);
    queue.goOffline();
    await until("ready");
    expect(queue.files[0]?.status).toBe("ready");
  });

  it("stops while the element is off the page, and goes on when it is back", async () => {
    const { queue, sends, until } = queueWith([endless]);
    queue.add(clip(), null);
    await until("uploading");
    queue.suspend();
    expect(sends[0]?.signal.aborted).toBe(true);
    expect(queue.files[0]?.status).toBe("waiting");
    queue.wake();
    await until("ready");
    expect(sends[1]?.uploadUrl).toBe("https://video.test/v1/tus/upl_1");
  });

  it("says so when the server no longer tells what becomes of an upload", async () => {
    const { queue, until } = queueWith([], { fetch: async () => new Response(null, { status: 401 }) });
    queue.add(clip(), null);
    await until("untracked");
  });

  it("sends everything again, as a new upload, after a preparation that failed by chance", async () => {
    const answers = [
      { status: "failed", error: { code: "processing_failed", message: "Try to upload it again." } },
      { status: "ready" },
    ];
    let grants = 0;
    const { queue, sends, until } = queueWith([], {
      endpoint: async () => ({ ...grant, id: `upl_${++grants}` }),
      fetch: async () => Response.json({ asset: answers.shift() }),
    });
    const { id } = queue.add(clip(), null);
    await until("failed");
    expect(queue.files[0]?.error?.retryable).toBe(true);
    await expect
      .poll(() => {
        queue.resume(id);
        return queue.files[0]?.status;
      })
      .toBe("ready");
    expect(sends.map(({ uploadUrl }) => uploadUrl)).toEqual([null, null]);
    expect(queue.files[0]?.uploadId).toBe("upl_2");
  });

  it("shows what it does not take, and sends nothing of it", async () => {
    const { queue, sends } = queueWith([]);
    queue.add(clip(), { code: "source_too_large", message: "too large", retryable: false });
    expect(queue.files[0]?.status).toBe("refused");
    expect(sends).toEqual([]);
  });
});
