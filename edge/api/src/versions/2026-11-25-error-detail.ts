import type { WorkError } from "@firstframe/contract";
import type { JsonSchema } from "../http/schema-of.ts";
import type { JsonObject, VersionChange } from "./version-change.ts";

/** Before, a job and a task had `error: { code, message }` and, beside it, `error_detail`. */
export const errorDetail: VersionChange = {
  version: "2026-11-25",
  summary:
    "Jobs and tasks tell a failure in one object, `error: { code, message, detail }`, instead of `error` and `error_detail`; " +
    "what the tools said when a task is tried again is its `retry_reason`.",
  response: {
    places: {
      "GET /v1/jobs": ["data.*"],
      "GET /v1/jobs/:id": ["", "tasks.*"],
    },
    convert({ error, retry_reason, ...rest }: JsonObject) {
      const { detail = retry_reason ?? null, ...shown } = (error ?? {}) as Partial<WorkError>;
      return { ...rest, error: error === null ? null : shown, error_detail: detail };
    },
    olderSchema({ properties = {}, required = [], ...rest }: JsonSchema) {
      const { error = {}, retry_reason, ...others } = properties;
      return {
        ...rest,
        properties: { ...others, error: withoutDetail(error), error_detail: { type: ["string", "null"] } },
        required: [...required.filter((name) => name !== "retry_reason"), "error_detail"],
      };
    },
  },
};

/** Of `{ code, message, detail } | null`. */
function withoutDetail({ anyOf = [] }: JsonSchema): JsonSchema {
  return {
    anyOf: anyOf.map(({ properties, required, ...rest }) => {
      if (properties === undefined) return rest;
      const { detail, ...others } = properties;
      return { ...rest, properties: others, required: required?.filter((name) => name !== "detail") ?? [] };
    }),
  };
}
