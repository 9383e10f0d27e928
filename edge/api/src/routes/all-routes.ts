import type { Route } from "../http/route.ts";
import { apiKeyRoutes } from "./api-key-routes.ts";
import { assetRoutes } from "./asset-routes.ts";
import { auditRoutes } from "./audit-routes.ts";
import { beaconRoutes } from "./beacon-routes.ts";
import { eventRoutes } from "./event-routes.ts";
import { internalTaskRoutes } from "./internal-task-routes.ts";
import { internalUploadRoutes } from "./internal-upload-routes.ts";
import { jobRoutes } from "./job-routes.ts";
import { metricRoutes } from "./metric-routes.ts";
import { openRoutes } from "./open-routes.ts";
import { playbackTokenRoutes } from "./playback-token-routes.ts";
import { signingKeyRoutes } from "./signing-key-routes.ts";
import { statusRoutes } from "./status-routes.ts";
import { trackRoutes } from "./track-routes.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { webhookDeliveryRoutes } from "./webhook-delivery-routes.ts";
import { webhookEndpointRoutes } from "./webhook-endpoint-routes.ts";

/** Every JSON route: what is served, and what the OpenAPI document tells. */
export const allRoutes: readonly Route[] = [
  ...uploadRoutes,
  ...assetRoutes,
  ...trackRoutes,
  ...jobRoutes,
  ...playbackTokenRoutes,
  ...signingKeyRoutes,
  ...apiKeyRoutes,
  ...auditRoutes,
  ...webhookEndpointRoutes,
  ...webhookDeliveryRoutes,
  ...eventRoutes,
  ...metricRoutes,
  ...beaconRoutes,
  ...statusRoutes,
  ...internalTaskRoutes,
  ...internalUploadRoutes,
  ...openRoutes,
];
