import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { publishRenditions } from "./domain/publish-renditions.ts";
import { call } from "./testing/client.ts";
import {
  audioPart,
  encoded,
  extras,
  leaseTaskOf,
  poster,
  prepared,
  silentOpening,
  tasksOf,
  videoPart,
} from "./testing/media-worker.ts";
import { readAsset, readEvents, readFile, readJob, reconcileAfter, uploaded } from "./testing/read-back.ts";

const growing = (id: string, count: number) => videoPart(id, 0, count, { complete: false });
const planned = (renditions: string[], startMs = 0) => ({
  kind: "encode" as const,
  weight: 10,
  range: { start_ms: startMs, end_ms: null },
  renditions,
  input: { from: startMs },
});
const segmentsOf = (playlist: string | null) => playlist?.match(/^\.\..*m4s$/gm) ?? [];

describe("what a task makes while it runs", () => {
  it("can be played at once, and grows", async () => {
    const video = await uploaded();
    const task = await leaseTaskOf(video.assetId);
    expect(await readFile(video, "master.m3u8")).toBeNull();
    expect((await task.produce([growing("v360", 1)], silentOpening)).status).toBe(204);
    expect(await readAsset(video)).toMatchObject({
      status: "playable",
      renditions: [{ id: "v360", complete: false, duration_ms: 4000 }],
      source: { filename: "clip.mp4", size_bytes: 5, video_codec: "h264" },
    });
    expect(await readFile(video, "master.m3u8")).toContain("v360/playlist.m3u8");
    const first = await readFile(video, "v360/playlist.m3u8");
    expect(first).toContain("#EXT-X-PLAYLIST-TYPE:EVENT");
    expect(first).not.toContain("ENDLIST");
    await task.produce([videoPart("v360", 1, 2, { complete: false })]);
    const second = await readFile(video, "v360/playlist.m3u8");
    expect(second?.startsWith(first ?? "?")).toBe(true);
    expect(await readFile(video, "0-1/v360/00002.m4s")).toBe("segment 00002");

    await task.complete(prepared({ renditions: [videoPart("v360", 0, 4)] }));
    const whole = await readFile(video, "v360/playlist.m3u8");
    expect(whole?.startsWith(second ?? "?")).toBe(true);
    expect(whole).toMatch(/#EXT-X-ENDLIST\n$/);
    expect(await readAsset(video)).toMatchObject({ status: "ready", duration_ms: 16_000 });
  });

  it("waits for the sound where the source has some", async () => {
    const video = await uploaded();
    const task = await leaseTaskOf(video.assetId);
    const opening = { ...silentOpening, has_audio: true };
    await task.produce([growing("v360", 1)], opening);
    expect((await readAsset(video)).status).toBe("processing");
    await task.produce([audioPart("a", 0, 1, { complete: false })]);
    expect(await readAsset(video)).toMatchObject({
      status: "playable",
      renditions: [{ id: "a" }, { id: "v360" }],
    });
  });

  it("needs no picture where there is none", async () => {
    const video = await uploaded();
    const task = await leaseTaskOf(video.assetId);
    const opening = { ...silentOpening, has_video: false, has_audio: true };
    await task.produce([audioPart("a", 0, 1, { complete: false })], opening);
    expect((await readAsset(video)).status).toBe("playable");
    const renditions = [audioPart("a", 0, 2)];
    await task.complete(prepared({ opening, renditions, rendition_order: ["a"] }));
    expect(await readAsset(video)).toMatchObject({ status: "ready", has_video: false });
    expect(await readFile(video, "master.m3u8")).toContain('CODECS="mp4a.40.2"\na/playlist.m3u8');
  });

  it("may be told twice and late, but not with a gap", async () => {
    const video = await uploaded();
    const task = await leaseTaskOf(video.assetId);
    await task.produce([growing("v360", 3)], silentOpening);
    expect((await task.produce([growing("v360", 2)])).status).toBe(204);
    expect(segmentsOf(await readFile(video, "v360/playlist.m3u8"))).toHaveLength(3);
    const gap = await task.produce([videoPart("v360", 4, 1)]);
    expect(gap).toMatchObject({ status: 409, body: { code: "conflict" } });
    const other = await task.produce([videoPart("v360", 3, 1, { init_sha256: "b".repeat(64) })]);
    expect(other).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  it("never gets shorter for viewers, though its worker is lost and another begins again", async () => {
    const video = await uploaded();
    const first = await leaseTaskOf(video.assetId);
    await first.produce([growing("v360", 3)], silentOpening);
    await reconcileAfter(60_000);
    const second = await leaseTaskOf(video.assetId);
    for (const [count, shown] of [
      [1, 3],
      [2, 3],
      [3, 3],
      [4, 4],
    ] as const) {
      await second.produce([growing("v360", count)], silentOpening);
      const segments = segmentsOf(await readFile(video, "v360/playlist.m3u8"));
      expect(segments).toHaveLength(shown);
      for (const path of segments) expect(await readFile(video, path.slice(3))).toMatch(/^segment/);
      expect((await readAsset(video)).renditions).toMatchObject([{ duration_ms: shown * 4000 }]);
    }
    await second.complete(prepared({ renditions: [videoPart("v360", 0, 5)] }));
    const whole = segmentsOf(await readFile(video, "v360/playlist.m3u8"));
    expect(whole).toEqual([0, 1, 2, 3, 4].map((index) => `../0-2/v360/0000${index}.m4s`));
  });

  it("does not come to an older state however late its writer is", async () => {
    const video = await uploaded();
    const task = await leaseTaskOf(video.assetId);
    await task.produce([growing("v360", 1)], silentOpening);
    const { id } = await readJob(video);
    // This one reads the job as it is now, and writes only after others have gone on.
    const services = compose(env);
    const old = await services.jobs.snapshot(id);
    await env.DB.prepare("UPDATE assets SET revision = 0 WHERE id = ?").bind(video.assetId).run();
    let reads = 0;
    const late = {
      ...services,
      jobs: {
        ...services.jobs,
        async snapshot(jobId: string) {
          if (reads++ > 0) return services.jobs.snapshot(jobId);
          await task.produce([videoPart("v360", 1, 1, { complete: false })]);
          await env.DB.prepare("UPDATE assets SET revision = 0 WHERE id = ?").bind(video.assetId).run();
          return old;
        },
      },
    };
    await publishRenditions(late, id);
    expect(reads).toBe(2);
    expect(segmentsOf(await readFile(video, "v360/playlist.m3u8"))).toHaveLength(2);
    expect((await readAsset(video)).renditions).toMatchObject([{ duration_ms: 8000 }]);
  });
});

describe("renditions in parts", () => {
  it("are shown once they are whole, in whatever order their parts come", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    await prepare.produce([videoPart("v360", 0, 3)], silentOpening);
    await prepare.complete(
      prepared({
        renditions: [videoPart("v360", 0, 3)],
        rendition_order: ["v720", "v360"],
        tasks: [planned(["v720"]), planned(["v720"], 8000)],
      }),
    );
    const second = await leaseTaskOf(video.assetId, 2);
    await second.complete(encoded([videoPart("v720", 2, 1)]));
    expect((await readAsset(video)).renditions.map(({ id }) => id)).toEqual(["v360"]);
    const first = await leaseTaskOf(video.assetId, 1);
    await first.produce([videoPart("v720", 0, 1, { complete: false })]);
    expect((await readAsset(video)).renditions.map(({ id }) => id)).toEqual(["v360"]);
    await first.complete(encoded([videoPart("v720", 0, 2)]));
    expect(await readAsset(video)).toMatchObject({
      status: "ready",
      renditions: [
        { id: "v720", complete: true },
        { id: "v360", complete: true },
      ],
    });
    const playlist = await readFile(video, "v720/playlist.m3u8");
    expect(playlist).toContain("#EXT-X-PLAYLIST-TYPE:VOD");
    expect(playlist).toContain('#EXT-X-MAP:URI="../1-1/v720/init.mp4"');
    expect(segmentsOf(playlist)).toEqual([
      "../1-1/v720/00000.m4s",
      "../1-1/v720/00001.m4s",
      "../2-1/v720/00002.m4s",
    ]);
    const updates = (await readEvents(video)).filter(({ type }) => type === "asset.updated");
    expect(updates.map(({ data }) => data)).toEqual([
      { renditions: ["v360"] },
      { renditions: ["v720", "v360"] },
    ]);
  });

  it("go on from what can be watched already", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    await prepare.produce([growing("v360", 2)], silentOpening);
    const tasks = [planned(["v360"], 8000)];
    await prepare.complete(prepared({ renditions: [videoPart("v360", 0, 2)], tasks }));
    expect(await readAsset(video)).toMatchObject({ status: "playable", renditions: [{ complete: false }] });
    const encode = await leaseTaskOf(video.assetId);
    await encode.produce([videoPart("v360", 2, 1, { complete: false })]);
    expect(segmentsOf(await readFile(video, "v360/playlist.m3u8"))).toHaveLength(3);
    await encode.complete(encoded([videoPart("v360", 2, 2)]));
    const whole = await readFile(video, "v360/playlist.m3u8");
    expect(whole).toContain("#EXT-X-PLAYLIST-TYPE:EVENT");
    expect(whole).toContain("#EXT-X-ENDLIST");
    expect(segmentsOf(whole)).toHaveLength(4);
  });

  it("whose beginnings differ do not go together: the attempt has failed, and another may do better", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    const tasks = [planned(["v360"], 8000)];
    await prepare.complete(prepared({ renditions: [videoPart("v360", 0, 2)], tasks }));
    const encode = await leaseTaskOf(video.assetId);
    const refused = await encode.complete(
      encoded([videoPart("v360", 2, 1, { init_sha256: "b".repeat(64) })]),
    );
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await tasksOf(video.assetId))[1]).toMatchObject({ state: "queued", attempt: 1 });
    const again = await leaseTaskOf(video.assetId);
    expect((await again.complete(encoded([videoPart("v360", 2, 1)]))).status).toBe(204);
    expect((await readAsset(video)).status).toBe("ready");
  });

  it("that do not come to the whole fail with their job", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    await prepare.complete(
      prepared({ renditions: [videoPart("v360", 0, 2)], tasks: [planned(["v360"], 8000)] }),
    );
    const encode = await leaseTaskOf(video.assetId);
    await encode.complete(encoded([videoPart("v360", 3, 1)]));
    expect(await readJob(video)).toMatchObject({ state: "failed", error: { code: "processing_failed" } });
    expect(await readAsset(video)).toMatchObject({ status: "failed", renditions: [] });
  });

  it("are all planned for, or the plan is refused", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    const refused = await prepare.complete(prepared({ rendition_order: ["v1080", "v360"] }));
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await readJob(video)).tasks).toMatchObject([
      { state: "queued", retry_reason: expect.stringContaining("v1080") },
    ]);
  });
});

describe("files", () => {
  it("are served by their names, and pictures by what they are", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    const tasks = [{ ...planned([]), kind: "extras" as const, range: null }];
    await prepare.complete(prepared({ tasks }));
    const task = await leaseTaskOf(video.assetId);
    const vtt = { ...poster, name: "storyboard.vtt", kind: "storyboard" as const, path: "made/board.vtt" };
    const picture = { ...poster, name: "still.jpg" };
    await task.put("made/board.vtt", "WEBVTT");
    await task.put(picture.path, "jpeg");
    await task.complete(extras([vtt, picture]));
    expect((await readAsset(video)).files.map((file) => Object.keys(file).includes("path"))).toEqual([
      false,
      false,
    ]);
    expect(await readFile(video, "storyboard.vtt")).toBe("WEBVTT");
    expect(await readFile(video, "poster.jpg")).toBe("jpeg");
    const { playback_id } = await readAsset(video);
    for (const path of ["nothing.jpg", "..%2Fsecret", "0-1/..%2f..%2f0-1/made"]) {
      expect(await call("GET", `/play/${playback_id}/${path}`)).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    }
  });
});
