import type {
  ApiKey,
  Asset,
  Event,
  Job,
  SigningKey,
  Task,
  Upload,
  View,
  WebhookDelivery,
  WebhookEndpoint,
} from "@firstframe/contract";
import { currentApiVersion } from "@firstframe/contract/constants";

const dayMs = 24 * 3600 * 1000;

/** The n-th id with a prefix. */
export function idOf(prefix: string, n: number): string {
  return `${prefix}_${String(n).padStart(26, "0")}`;
}

/** A moment so many days before now. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * dayMs).toISOString();
}

export function sampleAsset(n: number, changes: Partial<Asset> = {}): Asset {
  return {
    ...{ id: idOf("ast", n), environment: "sandbox", status: "ready", progress: 1 },
    ...{
      playback_id: idOf("pbk", n),
      playback_policy: "public",
      upload_id: idOf("upl", n),
      duration_ms: 61_000,
    },
    ...{ has_video: true, has_audio: true, files: [], early_start: null, error: null },
    renditions: [
      {
        ...{ id: "v720", kind: "video", complete: true, width: 1280, height: 720, frame_rate: 25 },
        ...{
          codecs: "avc1.64001f",
          peak_bitrate: 3_000_000,
          average_bitrate: 2_400_000,
          duration_ms: 61_000,
        },
        ...{ size_bytes: 18_300_000, channels: null, language: null, name: null },
      },
    ],
    source: {
      ...{
        size_bytes: 21_000_000,
        sha256: "a".repeat(64),
        filename: "holiday.mp4",
        content_type: "video/mp4",
      },
      ...{
        container: "mp4",
        video_codec: "h264",
        audio_codec: "aac",
        width: 1280,
        height: 720,
        frame_rate: 25,
      },
    },
    ...{ source_url: null, thumbnail_time_s: null, mp4_download: false, source_asset_id: null, metadata: {} },
    ...{ delete_after: daysAgo(-30), legal_hold: false, correlation_id: null },
    ...{ created_at: daysAgo(1), playable_at: daysAgo(1), ready_at: daysAgo(1) },
    ...changes,
  };
}

export function sampleUpload(n: number, changes: Partial<Upload> = {}): Upload {
  return {
    ...{ id: idOf("upl", n), environment: "sandbox", asset_id: idOf("ast", n), state: "completed" },
    ...{ offset_bytes: 21_000_000, size_bytes: 21_000_000, max_size_bytes: 1e10, allowed_types: null },
    ...{ cors_origin: "https://shop.example.com", ingest: "edge", correlation_id: null },
    ...{ created_at: daysAgo(1), completed_at: daysAgo(1), expires_at: daysAgo(0) },
    ...changes,
  };
}

export function sampleJob(n: number, changes: Partial<Job> = {}): Job {
  return {
    ...{ id: idOf("job", n), environment: "sandbox", asset_id: idOf("ast", n), kind: "transcode" },
    ...{ state: "succeeded", progress: 1, error: null, correlation_id: null },
    task_counts: { queued: 0, running: 0, succeeded: 1, failed: 0, canceled: 0 },
    ...{ created_at: daysAgo(1), started_at: daysAgo(1), finished_at: daysAgo(1) },
    ...changes,
  };
}

export function sampleTask(n: number, changes: Partial<Task> = {}): Task {
  return {
    ...{ id: idOf("tsk", n), job_id: idOf("job", 1), asset_id: idOf("ast", 1), position: n, kind: "encode" },
    ...{ state: "succeeded", stage: null, progress: 1, attempt: 1, max_attempts: 3, worker_id: null },
    ...{ range: null, renditions: ["v720"], error: null, retry_reason: null, lease_expires_at: null },
    ...{ created_at: daysAgo(1), started_at: daysAgo(1), finished_at: daysAgo(1) },
    ...changes,
  };
}

export function sampleKey(n: number, changes: Partial<ApiKey> = {}): ApiKey {
  return {
    ...{
      id: idOf("key", n),
      name: "web shop",
      environment: "sandbox",
      scopes: ["uploads:write", "assets:read"],
    },
    ...{ hint: "ff_sandbox_abcd…", api_version: currentApiVersion, created_at: daysAgo(20) },
    ...{
      expires_at: daysAgo(-70),
      revoked_at: null,
      replaced_by: null,
      last_used_at: daysAgo(0),
      use_count: 7,
    },
    ...changes,
  };
}

export function sampleSigningKey(kid: string, changes: Partial<SigningKey> = {}): SigningKey {
  return {
    ...{ kid, environment: "sandbox", algorithm: "ES256" },
    public_jwk: { kty: "EC", crv: "P-256", x: "x", y: "y", kid, alg: "ES256", use: "sig" },
    ...{ created_at: daysAgo(30), revoked_at: null },
    ...changes,
  };
}

export function sampleEndpoint(n: number, changes: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    ...{ id: idOf("whe", n), environment: "sandbox", url: "http://127.0.0.1:9/webhooks", description: "" },
    ...{ events: null, signature_scheme: "v1", api_version: currentApiVersion, state: "enabled" },
    ...{
      disabled_reason: null,
      disabled_at: null,
      failing_since: null,
      paused_until: null,
      created_at: daysAgo(20),
    },
    ...changes,
  };
}

export function sampleEvent(n: number, changes: Partial<Event> = {}): Event {
  return {
    ...{ id: idOf("evt", n), sequence: n, type: "asset.ready", environment: "sandbox" },
    ...{ asset_id: idOf("ast", 1), upload_id: null, job_id: null, task_id: null, data: {} },
    ...{ correlation_id: null, traceparent: null, created_at: daysAgo(1) },
    ...changes,
  };
}

export function sampleDelivery(n: number, changes: Partial<WebhookDelivery> = {}): WebhookDelivery {
  return {
    ...{ id: idOf("whd", n), environment: "sandbox", endpoint_id: idOf("whe", 1), event_id: idOf("evt", n) },
    ...{ event_type: "asset.ready", event_sequence: n, state: "succeeded" },
    attempts: [
      { number: 1, started_at: daysAgo(1), duration_ms: 40, status: 204, error: null, response_snippet: "" },
    ],
    ...{ next_attempt_at: null, is_replay: false, created_at: daysAgo(1), finished_at: daysAgo(1) },
    ...changes,
  };
}

export function sampleView(n: number, changes: Partial<View> = {}): View {
  return {
    ...{ id: idOf("viw", n), environment: "sandbox", asset_id: idOf("ast", 1), playback_id: idOf("pbk", 1) },
    ...{ state: "ended", error: null, dimensions: { os: "iOS", browser: "Safari" } },
    measures: {
      ...{
        player_startup_time_ms: 80,
        page_load_time_ms: 200,
        startup_time_ms: 420,
        playing_time_ms: 60_000,
      },
      ...{
        watch_time_ms: 60_000,
        rebuffer_count: 0,
        rebuffer_duration_ms: 0,
        seek_count: 0,
        seek_latency_ms: 0,
      },
      ...{ decoded_frame_count: 1500, dropped_frame_count: 0 },
    },
    ...{ started_at: daysAgo(1), last_beacon_at: daysAgo(1) },
    ...changes,
  };
}
