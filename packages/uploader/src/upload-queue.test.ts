import { describe, expect, it } from "vitest";
import { began, clip, endless, grant, queueWith, recordOf, transient } from "./testing/scripted-queue.ts";
import { UploadError } from "./upload-error.ts";

describe("UploadQueue", () => {
  it("sees a file through to ready", async () => {
    const { queue, history, until } = queueWith([]);
    queue.add(clip(), null);
    await until("ready");
    expect(history).toEqual(["waiting", "preparing", "uploading", "processing", "ready"]);
  });

  it("goes on after broken connections, where the server is, with growing pauses", async () => {
    const { queue, slept, sends, saved, until } = queueWith([
      async ({ onUrls }) => {
        onUrls(began);
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
    saved.set("print", recordOf({ token: "old" }));
    queue.add(clip(), null);
    await until("ready");
    expect(sends[0]).toMatchObject({ token: "old", uploadUrl: "https://video.test/v1/tus/upl_0" });
  });

  it("begins anew by itself when what an earlier page began is gone, but not when it goes under way", async () => {
    const gone = new UploadError("gone", "This upload is expired.", { transient: false });
    const { queue, sends, saved, until } = queueWith([() => Promise.reject(gone)]);
    saved.set("print", recordOf({ token: "old" }));
    queue.add(clip(), null);
    await until("ready");
    expect(sends.map(({ token, uploadUrl }) => [token, uploadUrl])).toEqual([
      ["old", "https://video.test/v1/tus/upl_0"],
      ["token", null],
    ]);

    const canceled = queueWith([
      async ({ onUrls }) => {
        onUrls(began);
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
    const { queue, saved, until } = queueWith([async ({ onUrls }) => onUrls(began)], {
      fingerprint: async () => null,
    });
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

  it("lets a 429 pause everyone, and costs the file no patience", async () => {
    const limited = async () => {
      throw new UploadError("rate_limited", "slow down", { transient: true, retryAfterS: 7 });
    };
    const { queue, until, pauses, slept, history } = queueWith(Array.from({ length: 20 }, () => limited));
    queue.add(clip(), null);
    await until("ready");
    expect(pauses[0]).toBe(7000);
    expect(pauses.at(-1)).toBeNull();
    expect(slept.filter((ms) => ms === 7000).length).toBeGreaterThanOrEqual(20);
    expect(history).not.toContain("failed");
  });

  it("starts no other file while the server wants a pause", async () => {
    let resume: (() => void) | undefined;
    const { queue, sends } = queueWith(
      [
        async () => {
          throw new UploadError("rate_limited", "slow down", { transient: true, retryAfterS: 7 });
        },
      ],
      { parallel: 2, sleep: () => new Promise<void>((done) => (resume = done)) },
    );
    queue.add(clip("a.mp4"), null);
    await expect.poll(() => queue.pausedUntil).toBe(7000);
    queue.add(clip("b.mp4"), null);
    expect(queue.files[1]?.status).toBe("waiting");
    expect(sends).toHaveLength(1);
    resume?.();
  });

  it("gets another token for the same upload when one ends in the middle, and goes on where it was", async () => {
    const asked: (string | undefined)[] = [];
    const { queue, sends, until, history } = queueWith(
      [
        async ({ onUrls }) => {
          onUrls(began);
          throw new UploadError("token_expired", "expired", { transient: false });
        },
      ],
      {
        endpoint: async (_file, { token }) => {
          asked.push(token);
          return { ...grant, token: token === undefined ? "first" : "second" };
        },
      },
    );
    queue.add(clip(), null);
    await until("ready");
    expect(asked).toEqual([undefined, "first"]);
    expect(sends.map(({ token, uploadUrl }) => [token, uploadUrl])).toEqual([
      ["first", null],
      ["second", began.uploadUrl],
    ]);
    expect(history).not.toContain("retrying");
  });

  it("does not ask for tokens for ever: one that is refused at once is an error", async () => {
    const refuse = async () => {
      throw new UploadError("unauthenticated", "no", { transient: false });
    };
    const { queue, sends, until } = queueWith([refuse, refuse, refuse]);
    queue.add(clip(), null);
    await until("failed");
    expect(sends).toHaveLength(2);
  });

  it("renews the token while it follows the asset", async () => {
    const answers = [new Response(null, { status: 401 }), Response.json({ asset: { status: "ready" } })];
    const tokens: (string | undefined)[] = [];
    const { queue, until } = queueWith([], {
      fetch: async () => answers.shift() ?? new Response(null, { status: 500 }),
      endpoint: async (_file, { token }) => {
        tokens.push(token);
        return { ...grant, token: "fresh" };
      },
    });
    queue.add(clip(), null);
    await until("ready");
    expect(tokens).toEqual([undefined, "fresh"]);
  });

  it("goes on with one connection where the server knows no partial uploads", async () => {
    const large = new File([new Uint8Array(17 * 1024 * 1024)], "large.mp4");
    const { queue, sends, until } = queueWith(
      [
        async () => {
          throw new UploadError("http_501", "not implemented", { transient: false });
        },
      ],
      { streams: 4 },
    );
    queue.add(large, null);
    await until("ready");
    expect(sends.map(({ streams }) => streams)).toEqual([4, 1]);
  });

  it("gives up what is sent over several connections by the upload's name", async () => {
    const { queue, until, terminated } = queueWith(
      [
        ({ signal, onUrls }) =>
          new Promise((_done, fail) => {
            onUrls({ uploadUrl: null, partUrls: ["a", "b"] });
            signal.addEventListener("abort", () => fail(signal.reason));
          }),
      ],
      { streams: 2 },
    );
    const { id } = queue.add(new File([new Uint8Array(17 * 1024 * 1024)], "large.mp4"), null);
    await until("uploading");
    queue.cancel(id);
    expect(terminated).toEqual(["upl_1"]);
  });
});

describe("what earlier pages began", () => {
  const underWay = async () => Response.json({ upload_state: "uploading", offset_bytes: 400 });

  /** A handle as Chromium gives it, with what a page asks of it. */
  function handleOf(permission: PermissionState, content = "x") {
    const asked: unknown[] = [];
    const handle: Partial<FileSystemFileHandle> & { requestPermission(wish: unknown): Promise<unknown> } = {
      requestPermission: async (wish) => {
        asked.push(wish);
        return permission;
      },
      getFile: async () => new File([content.repeat(1000)], "clip.mp4"),
    };
    return { handle: handle as FileSystemFileHandle, asked };
  }

  it("is offered with its progress, and goes on with the copy that the browser kept", async () => {
    const { queue, saved, sends, until } = queueWith([], { fetch: underWay });
    saved.set("print", recordOf({}, clip()));
    await queue.restore();
    const [file] = queue.files;
    expect(file).toMatchObject({ status: "interrupted", sentBytes: 400, needsFile: false, name: "clip.mp4" });
    expect(sends).toEqual([]);
    queue.resume(file?.id ?? "");
    await until("uploading");
    expect(sends[0]).toMatchObject({ uploadUrl: "https://video.test/v1/tus/upl_0" });
  });

  it("asks for the same file where no copy was kept, and takes no other", async () => {
    const { queue, saved, sends, until } = queueWith([], {
      fetch: underWay,
      fingerprint: async (file) => (file.size === 1000 ? "print" : "other"),
    });
    saved.set("print", recordOf());
    await queue.restore();
    const id = queue.files[0]?.id ?? "";
    expect(queue.files[0]?.needsFile).toBe(true);
    await queue.provide(id, new File(["y"], "other.mp4"));
    expect(queue.files[0]).toMatchObject({ status: "interrupted", error: { code: "different_file" } });
    await queue.provide(id, clip());
    await until("uploading");
    expect(sends[0]).toMatchObject({ uploadUrl: "https://video.test/v1/tus/upl_0" });
  });

  it("is not offered when the server says that it is over, nor when another page is at it", async () => {
    const over = queueWith([], { fetch: async () => Response.json({ upload_state: "completed" }) });
    over.saved.set("print", recordOf());
    await over.queue.restore();
    expect(over.queue.files).toEqual([]);
    expect(over.saved.size).toBe(0);

    const elsewhere = queueWith([], { fetch: underWay, claimed: ["print"] });
    elsewhere.saved.set("print", recordOf());
    await elsewhere.queue.restore();
    expect(elsewhere.queue.files).toEqual([]);
    expect(elsewhere.saved.size).toBe(1);
  });

  it("goes on in place of its offer when its file is added anew", async () => {
    const { queue, saved, sends, until } = queueWith([endless], { fetch: underWay });
    saved.set("print", recordOf());
    await queue.restore();
    queue.add(clip(), null);
    await until("uploading");
    expect(sends[0]).toMatchObject({ uploadUrl: "https://video.test/v1/tus/upl_0" });
    expect(queue.files.map(({ status }) => status)).toEqual(["uploading"]);
  });

  it("asks for its file while the click is being handled, even where no place is free", async () => {
    const { handle, asked } = handleOf("granted");
    const { queue, saved, sends, until } = queueWith([endless, endless], {
      fetch: underWay,
      fingerprint: async (file) => (file.size === 1000 ? "print" : "other"),
    });
    saved.set("print", { ...recordOf(), handle });
    await queue.restore();
    const other = queue.add(new File(["y"], "other.mp4"), null);
    await until("uploading");
    queue.resume(queue.files[0]?.id ?? "");
    expect(asked).toEqual([{ mode: "read" }]);
    await expect.poll(() => queue.files[0]?.status).toBe("waiting");
    queue.cancel(other.id);
    await expect.poll(() => sends[1]?.uploadUrl).toBe("https://video.test/v1/tus/upl_0");
  });

  it("stays offered where its file may not be read or has changed, and takes the one that is picked", async () => {
    for (const [permission, content, code] of [
      ["denied", "x", "file_unreadable"],
      ["granted", "y", "different_file"],
    ] as const) {
      const { handle } = handleOf(permission, content);
      const { queue, saved, until } = queueWith([endless], {
        fetch: underWay,
        fingerprint: async (file) => ((await file.text()).startsWith("x") ? "print" : "other"),
      });
      saved.set("print", { ...recordOf(), handle });
      await queue.restore();
      const id = queue.files[0]?.id ?? "";
      queue.resume(id);
      await expect.poll(() => queue.files[0]?.error?.code).toBe(code);
      expect(queue.files[0]).toMatchObject({ status: "interrupted", needsFile: true });
      queue.resume(id);
      expect(queue.files[0]?.status).toBe("interrupted");
      expect(saved.size).toBe(1);
      await queue.provide(id, clip());
      await until("uploading");
    }
  });

  it("is given up for good when it is discarded", async () => {
    const { queue, saved, terminated } = queueWith([], { fetch: underWay });
    saved.set("print", recordOf());
    await queue.restore();
    queue.cancel(queue.files[0]?.id ?? "");
    expect(queue.files[0]?.status).toBe("canceled");
    await expect.poll(() => terminated).toEqual(["https://video.test/v1/tus/upl_0"]);
    await expect.poll(() => saved.size).toBe(0);
  });

  it("is left alone while another page sends the same file: a new upload begins, and is not remembered", async () => {
    const { queue, saved, sends, until } = queueWith([async ({ onUrls }) => onUrls(began)], {
      claimed: ["print"],
    });
    saved.set("print", recordOf({ id: "upl_0", token: "old" }));
    queue.add(clip(), null);
    await until("ready");
    expect(sends[0]).toMatchObject({ token: "token", uploadUrl: null });
    expect(saved.get("print")?.grant.token).toBe("old");
  });
});
