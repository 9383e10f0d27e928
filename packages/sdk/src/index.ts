/** Server-side client of the Firstframe API. Holds a secret key: never ship it to a browser. */

export type {
  ApiKey,
  ApiKeyListQuery,
  ApiKeyWithSecret,
  ApiVersion,
  Asset,
  AssetListQuery,
  AuditEntry,
  AuditListQuery,
  CreateApiKey,
  CreateAsset,
  CreatePlaybackToken,
  CreateTrack,
  CreateUpload,
  CreateUploadToken,
  CreateWebhookEndpoint,
  DecisionRecord,
  Event,
  EventType,
  Job,
  JobListQuery,
  JobWithTasks,
  ListQuery,
  MetricList,
  MetricName,
  MetricOverall,
  MetricOverallQuery,
  PlaybackToken,
  ReplayResult,
  ReplayWebhooks,
  RequestErrorCode,
  RotateApiKey,
  RotateWebhookSecret,
  Scope,
  ServiceStatus,
  SigningKey,
  SigningKeyWithPrivateJwk,
  Task,
  Track,
  UpdateAsset,
  UpdateWebhookEndpoint,
  Upload,
  UploadGrant,
  UploadListQuery,
  View,
  ViewListQuery,
  WebhookDelivery,
  WebhookDeliveryListQuery,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from "@firstframe/contract";
export {
  type ConsumeEvents,
  type EventConsumer,
  EventNotInLogError,
  type EventStore,
} from "./event-consumer.ts";
export type { EventPattern } from "./event-pattern.ts";
export { Firstframe, type FirstframeOptions } from "./firstframe.ts";
export { FirstframeConnectionError } from "./firstframe-connection-error.ts";
export { type FieldError, FirstframeError, type FirstframeErrorCode } from "./firstframe-error.ts";
export type { List, Page } from "./list.ts";
export type { RequestOptions } from "./request.ts";
export type { ApiKeys } from "./resources/api-keys.ts";
export type { AssetTracks } from "./resources/asset-tracks.ts";
export type { Assets } from "./resources/assets.ts";
export type { Audit } from "./resources/audit.ts";
export type { EventPage, Events, ListEvents } from "./resources/events.ts";
export type { Jobs } from "./resources/jobs.ts";
export type { Metrics } from "./resources/metrics.ts";
export type { PlaybackTokens } from "./resources/playback-tokens.ts";
export type { SigningKeys } from "./resources/signing-keys.ts";
export type { Uploads } from "./resources/uploads.ts";
export type { Views } from "./resources/views.ts";
export type { WebhookDeliveries } from "./resources/webhook-deliveries.ts";
export type { WebhookEndpoints } from "./resources/webhook-endpoints.ts";
export type { Runtime } from "./runtime.ts";
export { type PlaybackSigningKey, type SignPlaybackToken, signPlaybackToken } from "./sign-playback-token.ts";
export type { ReceivedHeaders } from "./webhooks/read-webhook-headers.ts";
export type { SignedWebhook, SignWebhook } from "./webhooks/sign-webhook.ts";
export type { WebhookPayload } from "./webhooks/signed-content.ts";
export type { VerifyWebhook } from "./webhooks/verify-webhook.ts";
export { FirstframeWebhookError, type WebhookErrorCode } from "./webhooks/webhook-error.ts";
export * as webhooks from "./webhooks.ts";
