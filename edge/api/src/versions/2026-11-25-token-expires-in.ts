import type { VersionChange } from "./version-change.ts";

/** Before, uploads alone called it a lifetime. */
export const tokenExpiresIn: VersionChange = {
  version: "2026-11-25",
  summary:
    "How long the token of an upload lasts is `token_expires_in_s`, as it is `expires_in_s` of playback tokens and keys, " +
    "instead of `token_lifetime_s`.",
  request: {
    places: { "POST /v1/uploads": [""] },
    convert: ({ token_lifetime_s: seconds, ...rest }) =>
      seconds === undefined ? rest : { ...rest, token_expires_in_s: seconds },
    olderSchema({ properties = {}, ...rest }) {
      const { token_expires_in_s: seconds = {}, ...others } = properties;
      return { ...rest, properties: { ...others, token_lifetime_s: seconds } };
    },
  },
};
