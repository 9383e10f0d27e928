import type {
  Asset,
  AssetList,
  CreateAsset,
  CreatePlaybackToken,
  CreateTrack,
  CreateUpload,
  EventList,
  PlaybackToken,
  UpdateAsset,
  UploadGrant,
} from "@firstframe/contract";

interface Example {
  readonly request?: unknown;
  readonly response?: unknown;
}

const ids = {
  asset: "ast_7q2m4k9x0r5t8w1c3v6b0n2h4j",
  upload: "upl_5d8f1g4h7j0k3m6n9p2q5r8s1t",
  playback: "pbk_0z3x6c9v2b5n8m1k4j7h0g3f6d",
  event: "evt_3r6t9y2w5e8q1a4s7d0f3g6h9j",
};
const createdAt = "2026-11-25T09:30:00.000Z";

const asset: Asset = {
  id: ids.asset,
  environment: "sandbox",
  status: "ready",
  progress: 1,
  playback_id: ids.playback,
  playback_policy: "signed",
  upload_id: ids.upload,
  duration_ms: 61_440,
  has_video: true,
  has_audio: true,
  renditions: [
    {
      id: "v720",
      kind: "video",
      complete: true,
      width: 1280,
      height: 720,
      frame_rate: 25,
      codecs: "avc1.64001f",
      peak_bitrate: 3_100_000,
      average_bitrate: 2_400_000,
      duration_ms: 61_440,
      size_bytes: 18_432_000,
      channels: null,
      language: null,
      name: null,
    },
  ],
  files: [
    { name: "poster.jpg", kind: "poster", language: null, width: 1280, height: 720, size_bytes: 84_120 },
  ],
  early_start: { possible: true, reason: null },
  error: null,
  source: {
    size_bytes: 31_457_280,
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    filename: "spring.mp4",
    content_type: "video/mp4",
    container: "mp4",
    video_codec: "h264",
    audio_codec: "aac",
    width: 1280,
    height: 720,
    frame_rate: 25,
  },
  source_url: null,
  thumbnail_time_s: null,
  mp4_download: false,
  source_asset_id: null,
  metadata: { campaign: "spring", title: "Opening night" },
  delete_after: null,
  legal_hold: false,
  correlation_id: "order-7",
  created_at: createdAt,
  playable_at: "2026-11-25T09:30:41.000Z",
  ready_at: "2026-11-25T09:31:20.000Z",
};

const createUpload: CreateUpload = {
  playback_policy: "signed",
  max_size_bytes: 5_000_000_000,
  metadata: { campaign: "spring", title: "Opening night" },
  correlation_id: "order-7",
};

const grant: UploadGrant = {
  id: ids.upload,
  environment: "sandbox",
  asset_id: ids.asset,
  state: "waiting",
  offset_bytes: 0,
  size_bytes: null,
  max_size_bytes: 5_000_000_000,
  allowed_types: null,
  cors_origin: null,
  ingest: "edge",
  correlation_id: "order-7",
  created_at: createdAt,
  completed_at: null,
  expires_at: "2026-11-26T09:30:00.000Z",
  endpoint: "https://video.example.com/v1/tus",
  token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1cGxfNWQ4ZjFnIn0.c2lnbmF0dXJl",
  token_expires_at: "2026-11-25T10:30:00.000Z",
  status_url: `https://video.example.com/v1/uploads/${ids.upload}/status`,
};

const createAsset: CreateAsset = {
  input: { url: "https://files.example.com/spring.mp4" },
  playback_policy: "public",
  metadata: { campaign: "spring" },
};

const updateAsset: UpdateAsset = { metadata: { title: "Closing night", campaign: null }, legal_hold: true };

const createTrack: CreateTrack = {
  kind: "captions",
  language: "en",
  content: "WEBVTT\n\n00:00.000 --> 00:02.000\n[Applause]\n",
};

const createPlaybackToken: CreatePlaybackToken = {
  playback_id: ids.playback,
  expires_in_s: 3600,
  viewer_id: "u7",
};

const playbackUrl = "https://video.example.com/play/eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwYmtfMHoifQ.c2lnbmF0dXJl";
const playbackToken: PlaybackToken = {
  token: "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwYmtfMHoifQ.c2lnbmF0dXJl",
  expires_at: "2026-11-25T10:30:00.000Z",
  urls: {
    hls: `${playbackUrl}/master.m3u8`,
    poster: `${playbackUrl}/poster.jpg`,
    storyboard: `${playbackUrl}/storyboard.vtt`,
  },
};

const events: EventList = {
  data: [
    {
      id: ids.event,
      sequence: 1042,
      type: "asset.ready",
      environment: "sandbox",
      asset_id: ids.asset,
      upload_id: ids.upload,
      job_id: null,
      task_id: null,
      data: { status: "ready" },
      correlation_id: "order-7",
      traceparent: null,
      created_at: "2026-11-25T09:31:20.000Z",
    },
  ],
  next_cursor: null,
  read_up_to: 1045,
};

const assets: AssetList = { data: [asset], next_cursor: null };

/** Examples of the main operations, by operation id. */
export const examples: Readonly<Record<string, Example>> = {
  createUpload: { request: createUpload, response: grant },
  createAsset: {
    request: createAsset,
    response: { ...asset, status: "waiting", progress: 0, renditions: [], files: [] } satisfies Asset,
  },
  listAssets: { response: assets },
  getAsset: { response: asset },
  updateAsset: {
    request: updateAsset,
    response: { ...asset, metadata: { title: "Closing night" }, legal_hold: true } satisfies Asset,
  },
  createPlaybackToken: { request: createPlaybackToken, response: playbackToken },
  createAssetTrack: { request: createTrack },
  listEvents: { response: events },
};
