import type { VersionChange } from "./version-change.ts";

/** Before, events of what failed had a bare `error_code` in their data: the sentence for people took another call. */
export const eventError: VersionChange = {
  version: "2026-11-25",
  summary:
    "Events of assets, jobs and tasks tell a failure as their resources do, `data.error: { code, message }`, " +
    "instead of `data.error_code`.",
  event: {
    convert({ data, ...rest }) {
      const { error, ...told } = data;
      return { ...rest, data: error === undefined ? told : { ...told, error_code: error?.code ?? null } };
    },
    olderSchema: ({ properties = {}, ...rest }) => ({
      ...rest,
      properties: {
        ...properties,
        data: { type: "object", propertyNames: { type: "string" }, additionalProperties: {} },
      },
    }),
  },
};
