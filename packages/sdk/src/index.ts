/** Server-side client of the Firstframe API. Holds a secret key: never ship it to a browser. */

export type {
  Asset,
  AssetListQuery,
  CreateAsset,
  CreatePlaybackToken,
  CreateTrack,
  CreateUpload,
  CreateUploadToken,
  DecisionRecord,
  Event,
  EventListQuery,
  Job,
  JobListQuery,
  JobWithTasks,
  MetricName,
  MetricOverall,
  MetricOverallQuery,
  PlaybackToken,
  RequestErrorCode,
  ServiceStatus,
  Task,
  Track,
  Upload,
  UploadGrant,
  View,
  ViewListQuery,
} from "@firstframe/contract";
export { Firstframe, type FirstframeOptions } from "./firstframe.ts";
export { FirstframeConnectionError } from "./firstframe-connection-error.ts";
export { type FieldError, FirstframeError, type FirstframeErrorCode } from "./firstframe-error.ts";
export type { List, Page } from "./list.ts";
export type { RequestOptions } from "./request.ts";
export type { AssetTracks } from "./resources/asset-tracks.ts";
export type { Assets } from "./resources/assets.ts";
export type { Events } from "./resources/events.ts";
export type { Jobs } from "./resources/jobs.ts";
export type { Metrics } from "./resources/metrics.ts";
export type { PlaybackTokens } from "./resources/playback-tokens.ts";
export type { Uploads } from "./resources/uploads.ts";
export type { Views } from "./resources/views.ts";
export type { Runtime } from "./runtime.ts";
export { type PlaybackSigningKey, type SignPlaybackToken, signPlaybackToken } from "./sign-playback-token.ts";
