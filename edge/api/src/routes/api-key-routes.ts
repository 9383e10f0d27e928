import { apiKeyWithSecret, createApiKey as createApiKeySchema } from "@firstframe/contract";
import { ApiError } from "../domain/api-error.ts";
import { createApiKey } from "../domain/create-api-key.ts";
import { type Route, route } from "../http/route.ts";

export const apiKeyRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/api-keys",
    access: "root_or_key",
    tag: "Keys",
    summary: "Make a secret key; the deployment's root secret makes the first one",
    request: { body: createApiKeySchema },
    status: 201,
    response: apiKeyWithSecret,
    async handle({ services, key, body }) {
      if (key !== null && key.environment !== body.environment) {
        throw new ApiError(
          "insufficient_scope",
          `A ${key.environment} key makes keys for ${key.environment} only. Use a key of ${body.environment}, or the root secret.`,
        );
      }
      const beyond = key === null ? [] : body.scopes.filter((scope) => !key.scopes.includes(scope));
      if (beyond.length > 0) {
        throw new ApiError(
          "insufficient_scope",
          `A key cannot give what it lacks: ${beyond.join(", ")}. Leave those out, or use a key that has them.`,
        );
      }
      return createApiKey(services, body);
    },
  }),
];
