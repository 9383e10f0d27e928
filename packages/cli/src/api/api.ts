import type {
  ApiKey,
  ApiKeyWithSecret,
  Asset,
  AssetListQuery,
  CreateApiKey,
  CreateWebhookEndpoint,
  Event,
  EventListQuery,
  Job,
  ListQuery,
  ReplayResult,
  ReplayWebhooks,
  RotateApiKey,
  RotateWebhookSecret,
  UpdateAsset,
  UpdateWebhookEndpoint,
  Upload,
  UploadState,
  WebhookDelivery,
  WebhookDeliveryListQuery,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from "@firstframe/contract";
import type { Firstframe, List } from "@firstframe/sdk";

/** Of a playback signing key, what the go-live checks look at. */
interface SigningKey {
  readonly kid: string;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

type Listed<Item, Query = ListQuery> = (query?: Partial<Query>) => List<Item>;

/** What the commands need of the API, in the names of the SDK. */
export interface Api {
  readonly uploads: Pick<Firstframe["uploads"], "create" | "renew" | "retrieve" | "cancel"> & {
    readonly list: Listed<Upload, ListQuery & { state: UploadState; asset_id: string }>;
  };
  readonly assets: Pick<Firstframe["assets"], "retrieve" | "delete"> & {
    readonly list: Listed<Asset, AssetListQuery>;
    readonly update: (id: string, changes: UpdateAsset) => Promise<Asset>;
  };
  readonly jobs: Pick<Firstframe["jobs"], "list" | "retrieve"> & {
    readonly retry: (id: string) => Promise<Job>;
  };
  readonly playbackTokens: Firstframe["playbackTokens"];
  readonly metrics: Pick<Firstframe["metrics"], "overall">;
  readonly views: Pick<Firstframe["views"], "list">;
  readonly events: { readonly list: Listed<Event, EventListQuery> };
  readonly apiKeys: {
    readonly list: Listed<ApiKey>;
    readonly create: (key: CreateApiKey) => Promise<ApiKeyWithSecret>;
    readonly rotate: (id: string, options: RotateApiKey) => Promise<ApiKeyWithSecret>;
    readonly revoke: (id: string) => Promise<ApiKey>;
  };
  readonly signingKeys: { readonly list: Listed<SigningKey> };
  readonly webhookEndpoints: {
    readonly list: Listed<WebhookEndpoint>;
    readonly create: (endpoint: CreateWebhookEndpoint) => Promise<WebhookEndpointWithSecret>;
    readonly update: (id: string, changes: UpdateWebhookEndpoint) => Promise<WebhookEndpoint>;
    readonly delete: (id: string) => Promise<void>;
    readonly rotateSecret: (id: string, options: RotateWebhookSecret) => Promise<WebhookEndpointWithSecret>;
    /** Sends a `webhook.test` event to this endpoint; answers with what is known of it. */
    readonly test: (id: string) => Promise<unknown>;
    readonly replay: (id: string, what: ReplayWebhooks) => Promise<ReplayResult>;
  };
  readonly webhookDeliveries: {
    readonly list: Listed<WebhookDelivery, WebhookDeliveryListQuery>;
    readonly retrieve: (id: string) => Promise<WebhookDelivery>;
    readonly replay: (id: string) => Promise<WebhookDelivery>;
  };
}
