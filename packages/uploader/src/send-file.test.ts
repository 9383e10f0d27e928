import type { UploadGrant } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { began, clip, endless, grant, queueWith, recordOf, transient } from "./testing/scripted-queue.ts";
import { UploadError } from "./upload-error.ts";

const expired = () => new UploadError("token_expired", "over", { transient: false });
const limited = () => new UploadError("rate_limited", "slow down", { transient: true, retryAfterS: 7 });

/** A page's server that counts its tokens, each for the same upload. */
function pageServer() {
  const asked: (string | undefined)[] = [];
  const endpoint = async (_file: File, { token }: { token?: string }): Promise<UploadGrant> => {
    asked.push(token);
    return { ...grant, token: `token ${asked.length}` };
  };
  return { asked, endpoint };
}

/** A minute passes whenever someone looks at the time. */
function passingTime(): () => number {
  let now = 0;
  return () => (now += 60_000);
}

describe("a token that ends", () => {
  const begin = async ({ onUrls }: Parameters<typeof endless>[0]) => {
    onUrls(began);
    throw expired();
  };

  it("is renewed as often as it ends, without a byte of progress in between, and loses nothing", async () => {
    const { endpoint } = pageServer();
    const { queue, sends, until } = queueWith([begin, begin, begin], { endpoint, now: passingTime() });
    queue.add(clip(), null);
    await until("ready");
    expect(sends.map(({ token, uploadUrl }) => [token, uploadUrl])).toEqual([
      ["token 1", null],
      ["token 2", began.uploadUrl],
      ["token 3", began.uploadUrl],
      ["token 4", began.uploadUrl],
    ]);
  });

  it("is given up after a while when no other one helps, and the upload is kept for another try", async () => {
    const { asked, endpoint } = pageServer();
    const { queue, saved, sends, until } = queueWith(
      Array.from({ length: 12 }, () => begin),
      { endpoint, now: passingTime() },
    );
    const { id } = queue.add(clip(), null);
    await until("failed");
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(saved.size).toBe(1);
    queue.resume(id);
    await until("ready");
    expect(new Set(sends.slice(1).map(({ uploadUrl }) => uploadUrl))).toEqual(new Set([began.uploadUrl]));
  });

  it("is renewed ahead of time where it ends within the minute before another try", async () => {
    const asked: (string | undefined)[] = [];
    const { queue, sends, until } = queueWith([() => Promise.reject(transient())], {
      endpoint: async (_file, { token }) => {
        asked.push(token);
        return {
          ...grant,
          token: `token ${asked.length}`,
          token_expires_at: new Date(50_000).toISOString(),
        };
      },
    });
    queue.add(clip(), null);
    await until("ready");
    expect(asked).toEqual([undefined, "token 1"]);
    expect(sends.map(({ token }) => token)).toEqual(["token 1", "token 2"]);
  });

  it("is asked for again when the connection breaks meanwhile", async () => {
    const asked: unknown[] = [];
    const { queue, sends, history, until } = queueWith([begin], {
      endpoint: "/api/uploads",
      now: passingTime(),
      fetch: async (url, init) => {
        if (url !== "/api/uploads") return Response.json({ asset: { status: "ready" } });
        asked.push(JSON.parse(String(init?.body)).token);
        if (asked.length === 2) throw new TypeError("Failed to fetch");
        return Response.json({ ...grant, token: `token ${asked.length}` });
      },
    });
    queue.add(clip(), null);
    await until("ready");
    expect(asked).toEqual([undefined, "token 1", "token 1"]);
    expect(sends.map(({ token, uploadUrl }) => [token, uploadUrl])).toEqual([
      ["token 1", null],
      ["token 3", began.uploadUrl],
    ]);
    expect(history).not.toContain("failed");
  });

  it("keeps the upload where the page's server refuses another one, until it gives one", async () => {
    const answers = [
      async () => grant,
      async () => Promise.reject(new UploadError("unauthenticated", "Sign in again.", { transient: false })),
    ];
    const { queue, sends, until } = queueWith([begin], {
      endpoint: () => (answers.shift() ?? (async () => grant))(),
      now: passingTime(),
    });
    const { id } = queue.add(clip(), null);
    await until("failed");
    queue.resume(id);
    await until("ready");
    expect(sends[1]?.uploadUrl).toBe(began.uploadUrl);
  });
});

describe("429", () => {
  it("holds back files that wait for their next try as well, and one by hand changes nothing", async () => {
    const sleeping: (() => void)[] = [];
    let now = 0;
    const { queue, sends, until } = queueWith(
      [() => Promise.reject(transient()), () => Promise.reject(limited())],
      { parallel: 2, now: () => now, sleep: () => new Promise((done) => sleeping.push(done)) },
    );
    queue.add(clip("a.mp4"), null);
    await until("retrying");
    queue.add(clip("b.mp4"), null);
    await expect.poll(() => queue.pausedUntil).toBe(7000);
    // The first file's own pause is over while everyone's is not.
    sleeping.shift()?.();
    await new Promise((done) => setTimeout(done, 20));
    for (const { id } of queue.files) queue.resume(id);
    await new Promise((done) => setTimeout(done, 20));
    expect(sends.map(({ file }) => file.name)).toEqual(["a.mp4", "b.mp4"]);
    now = 7000;
    for (const done of sleeping) done();
    await expect
      .poll(() => sends.map(({ file }) => file.name))
      .toEqual([...["a.mp4", "b.mp4"], ...["a.mp4", "b.mp4"]]);
    expect(queue.pausedUntil).toBeNull();
  });

  it("is a pause of at least a second where the server names none", async () => {
    const { queue, slept, until } = queueWith([
      () => Promise.reject(new UploadError("rate_limited", "slow down", { transient: true })),
    ]);
    queue.add(clip(), null);
    await until("ready");
    expect(slept[0]).toBe(1000);
  });
});

describe("a token that ends while the asset is prepared", () => {
  /** Follows with a token that is refused; the answers are the page's server's to the wish for another one. */
  async function follow(...answers: (() => Response)[]) {
    const followed: string[] = [];
    const { queue, until } = queueWith([], {
      endpoint: "/api/uploads",
      fetch: async (url, init) => {
        if (url === "/api/uploads") {
          if (JSON.parse(String(init?.body)).token === undefined) return Response.json(grant);
          return (answers.shift() ?? Response.error)();
        }
        followed.push(String(url));
        const isFresh = new Headers(init?.headers).get("authorization") === "Bearer fresh";
        return isFresh ? Response.json({ asset: { status: "ready" } }) : new Response(null, { status: 401 });
      },
    });
    queue.add(clip(), null);
    await Promise.race([until("ready"), until("untracked")]);
    return { status: queue.files[0]?.status, followed };
  }

  it("is renewed, through a broken connection and a server out of breath", async () => {
    const { status } = await follow(
      () => {
        throw new TypeError("Failed to fetch");
      },
      () => new Response(null, { status: 503 }),
      () => Response.json({ ...grant, token: "fresh" }),
    );
    expect(status).toBe("ready");
  });

  it("leaves the file untracked where the page's server gives another upload or none", async () => {
    const other = { ...grant, id: "upl_2", token: "fresh", status_url: "https://video.test/other" };
    const { status, followed } = await follow(() => Response.json(other));
    expect(status).toBe("untracked");
    expect(followed).toEqual([grant.status_url]);
    expect((await follow(() => new Response(null, { status: 403 }))).status).toBe("untracked");
  });
});

describe("two pages of one browser", () => {
  /** Claims as a browser gives them, of which this page's are counted. */
  function claimsOf() {
    const state = { held: 0, takenElsewhere: false };
    const claims = {
      async claim() {
        if (state.takenElsewhere || state.held > 0) return null;
        state.held++;
        return () => void state.held--;
      },
      isClaimed: async () => state.takenElsewhere,
    };
    return { state, claims };
  }

  it("leave a paused upload to the one that paused it", async () => {
    const { state, claims } = claimsOf();
    const { queue, until } = queueWith([endless], { claims });
    const { id } = queue.add(clip(), null);
    await until("uploading");
    queue.pause(id);
    await Promise.resolve();
    expect(state.held).toBe(1);
    queue.resume(id);
    await until("processing");
    expect(state.held).toBe(0);
  });

  it("do not both write into one upload, when the other has taken it over", async () => {
    const { state, claims } = claimsOf();
    const { queue, saved, sends, until } = queueWith([endless], { claims });
    queue.add(clip(), null);
    await until("uploading");
    queue.suspend();
    expect(state.held).toBe(0);
    state.takenElsewhere = true;
    queue.wake();
    await until("failed");
    expect(queue.files[0]?.error).toMatchObject({ code: "sent_elsewhere", retryable: true });
    expect(sends).toHaveLength(1);
    expect(saved.size).toBe(1);
  });

  it("do not end each other's upload: what the other sends is not given up here", async () => {
    const { state, claims } = claimsOf();
    const { queue, saved, terminated } = queueWith([], {
      claims,
      fetch: async () => Response.json({ upload_state: "uploading", offset_bytes: 400 }),
    });
    saved.set("print", recordOf());
    await queue.restore();
    state.takenElsewhere = true;
    queue.cancel(queue.files[0]?.id ?? "");
    await new Promise((done) => setTimeout(done, 20));
    expect(terminated).toEqual([]);
    expect(saved.size).toBe(1);
  });
});

describe("an upload that is given up", () => {
  it("is told to the server with another token where the old one has ended", async () => {
    const { asked, endpoint } = pageServer();
    const { queue, saved, terminated, terminatedWith } = queueWith([], {
      endpoint,
      now: () => Date.parse("2999-06-01T00:00:00Z"),
      fetch: async () => new Response(null, { status: 401 }),
    });
    saved.set("print", recordOf({ token: "old" }));
    await queue.restore();
    queue.cancel(queue.files[0]?.id ?? "");
    await expect.poll(() => terminated).toEqual(["https://video.test/v1/tus/upl_0"]);
    expect(asked).toEqual(["old"]);
    expect(terminatedWith).toEqual(["token 1"]);
  });

  it("is not offered again after it was removed from the list, nor after a refusal that is final", async () => {
    const failed = queueWith(
      Array.from({ length: 8 }, () => async ({ onUrls }: Parameters<typeof endless>[0]) => {
        onUrls(began);
        throw transient();
      }),
    );
    const { id } = failed.queue.add(clip(), null);
    await failed.until("failed");
    expect(failed.saved.size).toBe(1);
    failed.queue.remove(id);
    await expect.poll(() => failed.saved.size).toBe(0);

    const refused = queueWith([
      async ({ onUrls }) => {
        onUrls(began);
        throw new UploadError("type_not_allowed", "no", { transient: false, retryable: false });
      },
    ]);
    refused.queue.add(clip(), null);
    await refused.until("failed");
    await expect.poll(() => refused.saved.size).toBe(0);
  });

  it("is not one whose file went out of reach: picked again, it goes on", async () => {
    const gone = Object.assign(clip(), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")) }),
    });
    const { queue, sends, until } = queueWith([
      async ({ onUrls }) => {
        onUrls(began);
        throw transient();
      },
    ]);
    queue.add(gone, null);
    await until("failed");
    expect(queue.files[0]?.error?.code).toBe("file_unreadable");
    queue.add(clip(), null);
    await until("ready");
    expect(sends[1]?.uploadUrl).toBe(began.uploadUrl);
  });
});

it("tries at once when the network is back, instead of waiting for the next try", async () => {
  const { queue, sends, until } = queueWith([() => Promise.reject(transient())], {
    sleep: () => new Promise(() => undefined),
  });
  queue.add(clip(), null);
  await until("retrying");
  queue.goOnline();
  await until("processing");
  expect(sends).toHaveLength(2);
});
