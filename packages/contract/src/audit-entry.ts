import * as z from "zod";
import { id, listOf, listQuery, timestamp } from "./field.ts";
import { environments } from "./scope.ts";

/** Who acts: a secret key, the deployment's root secret, or the system by itself (retention, repairs). */
export const actors = ["key", "root", "system"] as const;
export type Actor = (typeof actors)[number];

/** Somebody changed something; written in the same database batch as the change. */
export const auditEntry = z.object({
  id: id("audit_entry"),
  environment: z.enum(environments),
  actor: z.enum(actors),
  /** Null unless the actor is a key. */
  key_id: z.string().nullable(),
  /** The key's name at the time. */
  key_name: z.string().nullable(),
  /** Method and path pattern, such as `POST /v1/uploads/:id/cancel`, or what the system did, such as `retention`. */
  action: z.string(),
  /** What it was done to, or what came of it. */
  resource_id: z.string().nullable(),
  request_id: z.string().nullable(),
  correlation_id: z.string().nullable(),
  created_at: timestamp,
});
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditList = listOf(auditEntry);
export type AuditList = z.infer<typeof auditList>;
export const auditListQuery = listQuery.extend({
  key_id: id("api_key").optional(),
  resource_id: z.string().max(64).optional(),
});
export type AuditListQuery = z.infer<typeof auditListQuery>;
