import type {
  Asset,
  Beacon,
  EventList,
  MetricOverall,
  PlaybackToken,
  UploadStatus,
  ViewList,
} from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { call, createKey, createUpload, patch, sendFile } from "./testing/client.ts";
import { leaseTaskOf, poster, prepared, videoPart } from "./testing/media-worker.ts";

const bytes = (length: number, seed = 1) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 251);

function beaconOf(grant: string, sequence: number, startup: number | null): Beacon {
  return {
    view_id: "viw_00000000000000000000000001",
    sequence,
    grant,
    started_at: new Date().toISOString(),
    state: "playing",
    error: null,
    measures: {
      player_startup_time_ms: 20,
      page_load_time_ms: null,
      startup_time_ms: startup,
      playing_time_ms: 2000,
      watch_time_ms: 2500,
      rebuffer_count: 1,
      rebuffer_duration_ms: 500,
      seek_count: 0,
      seek_latency_ms: 0,
      decoded_frame_count: null,
      dropped_frame_count: null,
    },
    dimensions: { player_version: "0.1.0", page_host: "example.com" },
  };
}

describe("from upload to view", () => {
  it("takes a file, has it processed, plays it by token, and tells how it played", async () => {
    const key = await createKey();
    const grant = await createUpload(key, { playback_policy: "signed", correlation_id: "order-7" });
    const file = bytes(100_000);
    expect(await sendFile(grant, file)).toEqual([201, 204]);

    const status = await call<UploadStatus>("GET", grant.status_url, { token: grant.token });
    expect(status.body).toMatchObject({
      upload_state: "completed",
      asset: { status: "processing", progress: 0.5 },
    });

    const task = await leaseTaskOf(grant.asset_id);
    expect(task.lease.attempt).toBe(1);
    const source = await call<string>("GET", `/internal/tasks/${task.id}/source`, {
      token: task.token,
      headers: { range: "bytes=10-19" },
    });
    expect(source.status).toBe(206);
    expect(source.headers.get("content-range")).toBe("bytes 10-19/100000");

    await task.call("POST", "/heartbeat", { json: { attempt: 1, stage: "encoding", progress: 0.5 } });
    const during = await call<UploadStatus>("GET", grant.status_url, { token: grant.token });
    expect(during.body.asset).toMatchObject({ stage: "encoding", progress: 0.55, expected_wait_s: null });

    const early = await call("GET", `/play/${during.body.asset.playback_id}/master.m3u8`);
    expect(early).toMatchObject({ status: 403, body: { code: "not_entitled" } });

    const video = videoPart("v360", 0, 1);
    expect((await task.produce([video])).status).toBe(204);
    expect(await task.put(poster.path, "jpeg")).toBe(204);
    const result = prepared({ renditions: [video], files: [poster] });
    expect((await task.complete(result)).status).toBe(204);
    // The same call again (its answer was lost) changes nothing.
    expect((await task.complete(result)).status).toBe(204);

    const asset = await call<Asset>("GET", `/v1/assets/${grant.asset_id}`, { token: key });
    expect(asset.body).toMatchObject({
      status: "ready",
      progress: 1,
      duration_ms: 4000,
      error: null,
      correlation_id: "order-7",
      source: { sha256: "a".repeat(64), filename: "clip.mp4", content_type: "video/mp4" },
    });
    expect(asset.body.playable_at).not.toBeNull();

    const { body: playback } = await call<PlaybackToken>("POST", "/v1/playback-tokens", {
      token: key,
      json: { playback_id: asset.body.playback_id },
    });
    expect((await call("GET", playback.urls.hls)).body).toMatch(/\nv360\/playlist\.m3u8\n$/);
    const base = `/play/${playback.token}`;
    expect((await call("GET", `${base}/v360/playlist.m3u8`)).body).toContain("\n../0-1/v360/00000.m4s\n");
    expect((await call("GET", playback.urls.poster)).body).toBe("jpeg");
    const segment = await call("GET", `${base}/0-1/v360/00000.m4s`, {
      headers: { range: "bytes=-3" },
    });
    expect(segment).toMatchObject({ status: 206, body: "000" });
    expect(segment.headers.get("content-range")).toBe("bytes 10-12/13");

    // Beacons arrive twice and out of order; the highest sequence number counts.
    for (const beacon of [
      beaconOf(playback.token, 2, 412),
      beaconOf(playback.token, 1, null),
      beaconOf(playback.token, 2, 412),
    ]) {
      const sent = await call("POST", "/v1/beacons", {
        body: JSON.stringify(beacon),
        headers: {
          "user-agent":
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
        },
      });
      expect(sent.status).toBe(204);
    }
    const views = await call<ViewList>("GET", "/v1/views", { token: key });
    expect(views.body.data).toMatchObject([
      {
        asset_id: grant.asset_id,
        measures: { startup_time_ms: 412 },
        dimensions: { browser: "Chrome", browser_version: "156", page_host: "example.com" },
      },
    ]);
    const startup = await call<MetricOverall>("GET", "/v1/metrics/startup_time/overall", { token: key });
    expect(startup.body).toMatchObject({ value: 412, n: 1, interval: null, unit: "ms", measurement: "p50" });
    const stalled = await call<MetricOverall>("GET", "/v1/metrics/rebuffer_ratio/overall", { token: key });
    expect(stalled.body).toMatchObject({ value: 0.2, n: 1 });

    const events = await call<EventList>("GET", `/v1/events?asset_id=${grant.asset_id}`, { token: key });
    expect(events.body.data.map(({ type }) => type)).toEqual([
      "asset.created",
      "upload.created",
      "upload.started",
      "asset.uploading",
      "upload.completed",
      "asset.processing",
      "job.queued",
      "task.queued",
      "job.started",
      "task.started",
      "task.succeeded",
      "asset.playable",
      "job.succeeded",
      "asset.ready",
    ]);
    expect(events.body.data.every(({ correlation_id }) => correlation_id === "order-7")).toBe(true);
  });

  it("ends an empty file with its reason", async () => {
    const key = await createKey();
    const grant = await createUpload(key);
    expect(await sendFile(grant, bytes(0))).toEqual([201]);
    const { body } = await call<UploadStatus>("GET", grant.status_url, { token: grant.token });
    expect(body).toMatchObject({
      upload_state: "completed",
      asset: { status: "failed", error: { code: "source_empty" } },
    });
    expect(body.asset.error?.message).toMatch(/empty/);
    expect((await call("GET", `/play/${body.asset.playback_id}/master.m3u8`)).status).toBe(410);
  });

  it("resumes at the received offset and keeps parts of any size readable as one source", async () => {
    const key = await createKey();
    const grant = await createUpload(key);
    const file = bytes(300_000, 5);
    const headers = { "tus-resumable": "1.0.0", "upload-length": "300000" };
    await call("POST", grant.endpoint, { token: grant.token, headers });
    for (const [from, to] of [
      [0, 70_001],
      [70_001, 70_002],
      [70_002, 300_000],
    ] as const) {
      expect((await patch(grant, from, file.slice(from, to))).headers.get("upload-offset")).toBe(String(to));
    }
    const task = await leaseTaskOf(grant.asset_id);
    const response = await call<string>("GET", `/internal/tasks/${task.id}/source`, {
      token: task.token,
      headers: { range: "bytes=70000-70003" },
    });
    expect(response.headers.get("content-length")).toBe("4");
  });

  it("answers a wrong offset with 409 and changes nothing", async () => {
    const grant = await createUpload(await createKey());
    await call("POST", grant.endpoint, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0", "upload-length": "10" },
    });
    expect(await patch(grant, 4, "abc")).toMatchObject({ status: 409, body: { code: "conflict" } });
    const head = await call("HEAD", `${grant.endpoint}/${grant.id}`, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0" },
    });
    expect(head.headers.get("upload-offset")).toBe("0");
  });

  it("refuses a file above the limit before its bytes", async () => {
    const grant = await createUpload(await createKey(), { max_size_bytes: 100 });
    const created = await call("POST", grant.endpoint, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0", "upload-length": "101" },
    });
    expect(created).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
  });

  it("gives one upload for a storm of creations with one token", async () => {
    const grant = await createUpload(await createKey());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        call("POST", grant.endpoint, {
          token: grant.token,
          headers: { "tus-resumable": "1.0.0", "upload-length": "10" },
        }),
      ),
    );
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get("location")}`))).toEqual(
      new Set([`201 /v1/tus/${grant.id}`]),
    );
  });
});
