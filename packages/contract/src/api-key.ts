import * as z from "zod";
import { id, listOf, timestamp } from "./field.ts";
import { environments, scopes } from "./scope.ts";

export const createApiKey = z.strictObject({
  name: z.string().min(1).max(100),
  environment: z.enum(environments),
  scopes: z.array(z.enum(scopes)).min(1),
});
export type CreateApiKey = z.infer<typeof createApiKey>;

export const apiKey = z.object({
  id: id("api_key"),
  name: z.string(),
  environment: z.enum(environments),
  scopes: z.array(z.enum(scopes)),
  /** First characters of the key, to recognise it by. */
  hint: z.string(),
  created_at: timestamp,
  revoked_at: timestamp.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

/** The only answer that contains the key itself. */
export const apiKeyWithSecret = apiKey.extend({ secret: z.string() });
export type ApiKeyWithSecret = z.infer<typeof apiKeyWithSecret>;
export const apiKeyList = listOf(apiKey);
