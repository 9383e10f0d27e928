import { env } from "cloudflare:test";
import type { Problem, Track, TrackList } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { executePurges } from "./domain/execute-purges.ts";
import { listOrphans } from "./domain/list-orphans.ts";
import { makeDispatch } from "./domain/make-dispatch.ts";
import { call, createKey } from "./testing/client.ts";
import { extras, leaseTaskOf, poster, prepared, tasksOf, videoPart } from "./testing/media-worker.ts";
import { readAsset, readEvents, readFile, type Uploaded, uploaded } from "./testing/read-back.ts";

const srt = "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:01:01,000 --> 00:01:02,000\nAgain\n";

const pathOf = ({ assetId }: Uploaded, id = "") => `/v1/assets/${assetId}/tracks${id && `/${id}`}`;

function add(video: Uploaded, json: object) {
  const body = { language: "en", content: srt, ...json };
  return call<Track & Problem>("POST", pathOf(video), { token: video.key, json: body });
}

async function list(video: Uploaded): Promise<Track[]> {
  return (await call<TrackList>("GET", pathOf(video), { token: video.key })).body.data;
}

async function ready(options: object = {}): Promise<Uploaded> {
  const video = await uploaded(options);
  const task = await leaseTaskOf(video.assetId);
  await task.complete(prepared({ renditions: [videoPart("v360", 0, 20)] }));
  return video;
}

const keysOf = (video: Uploaded) => compose(env).objects.list(`assets/${video.assetId}/tracks/`);

describe("an uploaded track", () => {
  it("is made of SRT, listed, served whole and in segments, and named by the playlist", async () => {
    const video = await ready();
    const { status, body: track } = await add(video, { kind: "captions", default: true });
    expect(status, JSON.stringify(track)).toBe(201);
    expect(track).toMatchObject({
      asset_id: video.assetId,
      source: "uploaded",
      kind: "captions",
      language: "en",
      name: "English (CC)",
      default: true,
      forced: false,
    });
    expect(await list(video)).toEqual([track]);
    expect((await call("GET", pathOf(video, track.id), { token: video.key })).body).toEqual(track);

    const whole = await readFile(video, track.path);
    expect(whole).toMatch(/^WEBVTT\n\n00:00:01\.000 --> 00:00:02\.000\nHello\n/);
    expect(new TextEncoder().encode(whole ?? "").byteLength).toBe(track.size_bytes);
    const directory = `tracks/${track.id}/`;
    const playlist = await readFile(video, `${directory}playlist.m3u8`);
    // As long as the video, which has 80 s.
    expect(playlist?.match(/^\d{5}\.vtt$/gm)).toEqual(["00000.vtt", "00001.vtt"]);
    expect(await readFile(video, `${directory}00001.vtt`)).toContain("00:01:01.000 --> 00:01:02.000\nAgain");
    const master = await readFile(video, "master.m3u8");
    expect(master).toContain(`DEFAULT=YES,AUTOSELECT=YES,FORCED=NO`);
    expect(master).toContain(`URI="${directory}playlist.m3u8"`);
    expect(master).toContain('SUBTITLES="subs"');
    expect((await readEvents(video)).at(-1)).toMatchObject({
      type: "track.created",
      data: { track_id: track.id, kind: "captions", language: "en" },
    });
    expect(await listOrphans(compose(env))).toEqual([]);
  });

  it("goes with its bytes when it is deleted", async () => {
    const video = await ready();
    const { body: kept } = await add(video, { language: "de" });
    const { body: track } = await add(video, {});
    const remove = () => call("DELETE", pathOf(video, track.id), { token: video.key });
    expect((await remove()).status).toBe(204);
    expect(await remove()).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await list(video)).toEqual([kept]);
    expect(await readFile(video, track.path)).toBeNull();
    expect(await readFile(video, "master.m3u8")).not.toContain(track.id);
    expect((await keysOf(video)).every((key) => key.includes(kept.id))).toBe(true);
    expect((await readEvents(video)).at(-1)).toMatchObject({
      type: "track.deleted",
      data: { track_id: track.id },
    });
  });

  it("goes with its asset", async () => {
    const video = await ready();
    await add(video, {});
    await call("DELETE", `/v1/assets/${video.assetId}`, { token: video.key });
    expect(await keysOf(video)).toEqual([]);
    expect((await add(video, {})).status).toBe(404);
    const { results } = await env.DB.prepare("SELECT id FROM tracks WHERE asset_id = ?")
      .bind(video.assetId)
      .all();
    expect(results).toEqual([]);
  });

  it("is one of its kind, language and name, and the only default", async () => {
    const video = await ready();
    expect((await add(video, { default: true })).status).toBe(201);
    expect(await add(video, { language: "EN" })).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await add(video, { name: "Director's" })).status).toBe(201);
    expect((await add(video, { language: "pt-br", default: true })).status).toBe(201);
    expect((await list(video)).map((track) => [track.language, track.name, track.default])).toEqual([
      ["en", "English", false],
      ["en", "Director's", false],
      ["pt-BR", expect.stringMatching(/Brasil/), true],
    ]);
  });

  it("is one of two that come at the same time, and nothing is left of the other", async () => {
    const video = await ready();
    const answers = await Promise.all([add(video, {}), add(video, {}), add(video, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const [track] = await list(video);
    expect((await keysOf(video)).every((key) => key.includes(String(track?.id)))).toBe(true);
  });

  it("is refused with the line that cannot be read", async () => {
    const video = await ready();
    const { status, body } = await add(video, { content: "1\n00:00:05,000 --> 00:00:02,000\nHello\n" });
    expect([status, body.code]).toEqual([422, "captions_invalid"]);
    expect(body.detail).toMatch(/^Line 2: /);
    expect(body.errors).toEqual([{ field: "content", message: expect.stringMatching(/^Line 2: /) }]);
    expect((await add(video, { content: "nothing of the kind" })).body.code).toBe("captions_invalid");
    expect((await add(video, { content: "x".repeat(10 * 1024 * 1024 + 1) })).body.code).toBe(
      "captions_invalid",
    );
    expect((await add(video, { language: "not a language" })).body.code).toBe("invalid_request");
    expect(await keysOf(video)).toEqual([]);
  });

  it("may come before the video does, but not after its end", async () => {
    const video = await uploaded();
    const { status } = await add(video, {});
    expect(status).toBe(201);
    const task = await leaseTaskOf(video.assetId);
    await task.complete(prepared());
    expect(await readFile(video, "master.m3u8")).toContain("TYPE=SUBTITLES");

    const failed = await uploaded();
    const lost = await leaseTaskOf(failed.assetId);
    const json = { attempt: 1, code: "source_not_media", detail: "none", retryable: false };
    await lost.call("POST", "/fail", { json });
    expect(await add(failed, {})).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  it("leaves nothing behind where its writer dies before it is there", async () => {
    const video = await ready();
    const services = compose(env);
    const prefix = `assets/${video.assetId}/tracks/trk_${"0".repeat(26)}/`;
    await services.changes.commit([{ kind: "purge", prefix, dueAt: Date.now() + 1000 }]);
    await services.objects.put(`${prefix}captions.vtt`, new Uint8Array(1), {
      size: 1,
      contentType: "text/vtt",
    });
    expect(await listOrphans(services)).toEqual([]);
    await executePurges({ ...services, clock: () => Date.now() + 2000 });
    expect(await keysOf(video)).toEqual([]);
    // Whoever comes back too late finds its files given up.
    await expect(services.changes.commit([{ kind: "keep", prefix: `${prefix}late/` }])).rejects.toMatchObject(
      {
        name: "StaleStateError",
      },
    );
  });

  it("needs a key that may, of its environment", async () => {
    const video = await ready();
    const reader = await createKey("sandbox", ["assets:read"]);
    const json = { language: "en", content: srt };
    expect((await call("POST", pathOf(video), { token: reader, json })).status).toBe(403);
    expect((await call("GET", pathOf(video), { token: reader })).status).toBe(200);
    const live = await createKey("live");
    expect((await call("GET", pathOf(video), { token: live })).status).toBe(404);
    const other = await ready();
    const { body: track } = await add(video, {});
    expect((await call("DELETE", pathOf(other, track.id), { token: other.key })).status).toBe(404);
    expect(await list(video)).toHaveLength(1);
  });
});

describe("a track of the source", () => {
  it("is listed and offered beside the uploaded ones, and cannot be deleted", async () => {
    const video = await uploaded();
    const prepare = await leaseTaskOf(video.assetId);
    const task = { kind: "extras" as const, weight: 1, range: null, renditions: [], input: {} };
    await prepare.complete(prepared({ tasks: [task] }));
    const file = { ...poster, kind: "subtitles" as const, language: "de", width: null, height: null };
    const made = await leaseTaskOf(video.assetId);
    const parts = ["subtitles/3.vtt", "subtitles/3/playlist.m3u8", "subtitles/3/00000.vtt"];
    for (const path of parts) await made.put(path, "WEBVTT");
    const text_track = { kind: "captions" as const, name: "Für Gehörlose", forced: false };
    await made.complete(
      extras(
        parts.map((path, index) => ({ ...file, name: path, path, ...(index === 0 ? { text_track } : {}) })),
      ),
    );
    const { body: mine } = await add(video, {});
    const embedded = {
      id: "embedded-3",
      asset_id: video.assetId,
      source: "embedded",
      kind: "captions",
      language: "de",
      name: "Für Gehörlose",
      default: false,
      forced: false,
      size_bytes: 4,
      path: "subtitles/3.vtt",
      created_at: null,
    };
    expect(await list(video)).toEqual([mine, embedded]);
    const master = await readFile(video, "master.m3u8");
    expect(master).toContain('NAME="Für Gehörlose",LANGUAGE="de"');
    expect(master).toContain('URI="subtitles/3/playlist.m3u8"');
    const removal = await call("DELETE", pathOf(video, "embedded-3"), { token: video.key });
    expect(removal).toMatchObject({ status: 409, body: { code: "conflict" } });
  });
});

describe("keyframes", () => {
  it("of the smallest picture get a playlist once it is complete", async () => {
    const video = await uploaded();
    const task = await leaseTaskOf(video.assetId);
    const keyed = { segments: [[4, 100_000, 50, 9000] as [number, number, number, number]] };
    await task.complete(
      prepared({
        renditions: [videoPart("v720", 0, 1, keyed), videoPart("v360", 0, 1, keyed)],
        rendition_order: ["v720", "v360"],
      }),
    );
    expect((await readAsset(video)).renditions.map(({ i_frame_bitrate }) => i_frame_bitrate)).toEqual([
      undefined,
      18_000,
    ]);
    const master = await readFile(video, "master.m3u8");
    expect(master?.match(/EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=18000.*v360\/iframes.m3u8/g)).toHaveLength(1);
    expect(await readFile(video, "v360/iframes.m3u8")).toContain(
      "#EXT-X-BYTERANGE:9000@50\n../0-1/v360/00000.m4s",
    );
    expect(await listOrphans(compose(env))).toEqual([]);
  });
});

describe("what is wanted besides", () => {
  it("is kept with the asset and told to its worker", async () => {
    const video = await uploaded({ thumbnail_time_s: 2.5, mp4_download: true });
    expect(await readAsset(video)).toMatchObject({ thumbnail_time_s: 2.5, mp4_download: true });
    expect(await optionsOf(video)).toEqual({ thumbnail_s: 2.5, download: true });
    const plain = await uploaded();
    expect(await readAsset(plain)).toMatchObject({ thumbnail_time_s: null, mp4_download: false });
    expect(await optionsOf(plain)).toEqual({ thumbnail_s: null, download: false });
  });
});

async function optionsOf({ assetId }: Uploaded): Promise<unknown> {
  const services = compose(env);
  const asset = await services.assets.find(assetId);
  const upload = await services.uploads.find(asset?.upload_id ?? "");
  const [task] = await tasksOf(assetId);
  if (!asset || !upload || !task) throw new Error("there is nothing to dispatch");
  const dispatch = await makeDispatch(services, { task, asset, upload });
  return dispatch.kind === "prepare" ? dispatch.options : null;
}
