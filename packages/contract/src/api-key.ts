import * as z from "zod";
import { apiVersions } from "./api-version.ts";
import { id, listOf, listQuery, timestamp } from "./field.ts";
import { environments, scopes } from "./scope.ts";

const dayS = 24 * 3600;
/** Seconds for which a key may be said to last. */
const longestLifeS = 3650 * dayS;

export const createApiKey = z.strictObject({
  name: z.string().min(1).max(100),
  environment: z.enum(environments),
  scopes: z.array(z.enum(scopes)).min(1),
  /** Version of the API that the key is pinned to; the current one unless told. */
  api_version: z.enum(apiVersions).optional(),
  /** Seconds after which it ends by itself; never unless told. */
  expires_in_s: z.number().int().min(60).max(longestLifeS).optional(),
});
export type CreateApiKey = z.infer<typeof createApiKey>;

/** Replaces a key: both are good until the overlap ends. */
export const rotateApiKey = z.strictObject({
  /** Seconds for which the old one is still good; a day unless told. */
  overlap_s: z
    .number()
    .int()
    .min(0)
    .max(30 * dayS)
    .default(dayS),
});
export type RotateApiKey = z.input<typeof rotateApiKey>;

export const apiKey = z.object({
  id: id("api_key"),
  name: z.string(),
  environment: z.enum(environments),
  scopes: z.array(z.enum(scopes)),
  /** First characters of the key, to recognise it by. */
  hint: z.string(),
  /** Version of the API that requests get which name none. */
  api_version: z.enum(apiVersions),
  created_at: timestamp,
  /** When it ends by itself; null: never. */
  expires_at: timestamp.nullable(),
  revoked_at: timestamp.nullable(),
  /** The key that it was replaced by; null where it was not. */
  replaced_by: id("api_key").nullable(),
  /** To within some seconds; null: never. */
  last_used_at: timestamp.nullable(),
  use_count: z.number().int().nonnegative(),
});
export type ApiKey = z.infer<typeof apiKey>;

/** The only answer that contains the key itself. */
export const apiKeyWithSecret = apiKey.extend({ secret: z.string() });
export type ApiKeyWithSecret = z.infer<typeof apiKeyWithSecret>;
export const apiKeyList = listOf(apiKey);
export type ApiKeyList = z.infer<typeof apiKeyList>;
/** A key lists its own environment; the root secret any, or all of them where it names none. */
export const apiKeyListQuery = listQuery.extend({ environment: z.enum(environments).optional() });
export type ApiKeyListQuery = z.infer<typeof apiKeyListQuery>;
