/** Dated versions of the API, oldest first. A version stays as it is; what changes makes a new one. */
export const apiVersions = ["2026-10-01", "2026-11-25"] as const;

export type ApiVersion = (typeof apiVersions)[number];

/** What keys are pinned to that are made today, and what requests without a version and without a key get. */
export const currentApiVersion: ApiVersion = "2026-11-25";

/** Request header that names the version for one request; without it the key's counts. */
export const apiVersionHeader = "firstframe-version";
