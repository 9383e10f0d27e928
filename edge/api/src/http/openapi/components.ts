import { apiVersionHeader, apiVersions } from "@firstframe/contract/constants";

/** How callers show who they are. */
export const securitySchemes: Readonly<Record<string, object>> = {
  secret_key: {
    type: "http",
    scheme: "bearer",
    description: "A secret key, `ff_sandbox_…` or `ff_live_…`. Servers only.",
  },
  root_secret: {
    type: "http",
    scheme: "bearer",
    description: "The deployment's own secret: it makes the first key.",
  },
  upload_token: {
    type: "http",
    scheme: "bearer",
    description: "The `token` of an upload. Good for that upload only.",
  },
  task_token: {
    type: "http",
    scheme: "bearer",
    description: "The token that a media worker gets with a task.",
  },
  media_secret: {
    type: "http",
    scheme: "bearer",
    description: "The secret that media workers share with the API.",
  },
};

/** Request headers that many routes take. */
export const parameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Names the request, so that repeating it does nothing twice: the same key gives the same answer. A new one for every new request, such as a UUID.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
  CorrelationId: {
    name: "X-Correlation-Id",
    in: "header",
    required: false,
    description:
      "What your own records call what you do: log lines and the audit log repeat it, and an upload or asset that is made without a `correlation_id` gets it.",
    schema: { type: "string", minLength: 1, maxLength: 128, pattern: "^[ -~]+$" },
  },
  FirstframeVersion: {
    name: "Firstframe-Version",
    in: "header",
    required: false,
    description: `The version of the API that this request is written for (\`${apiVersionHeader}\`); without it, the one that the key is pinned to.`,
    schema: { type: "string", enum: [...apiVersions] },
  },
} as const;

/** Answer headers. */
export const headers = {
  RequestId: {
    description: "Names the request in logs and in problems. Report it when something goes wrong.",
    schema: { type: "string" },
  },
  RateLimit: {
    description: "What is left of the limit, and until when (RateLimit header fields for HTTP).",
    schema: { type: "string" },
  },
  RateLimitPolicy: {
    description: "The limit itself (RateLimit header fields for HTTP).",
    schema: { type: "string" },
  },
  RetryAfter: {
    description: "Seconds to wait before the request is sent again (RFC 9110, 10.2.3).",
    schema: { type: "integer", minimum: 0 },
  },
} as const;

export function ref(
  kind: "schemas" | "parameters" | "headers" | "responses",
  name: string,
): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}
