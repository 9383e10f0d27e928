/** Dated versions of the API, oldest first. A version stays as it is; what changes makes a new one. */
export const apiVersions = ["2026-10-01", "2026-11-25"] as const;

export type ApiVersion = (typeof apiVersions)[number];

/** What keys are pinned to that are made today, and what requests without a version and without a key get. */
export const currentApiVersion: ApiVersion = "2026-11-25";

/** Request header that names the version for one request; without it the key's counts. Answers say by it which one was applied. */
export const apiVersionHeader = "firstframe-version";

/** Times in RFC 3339; null: not decided. */
export interface ApiVersionLife {
  /** From when on clients should move to a newer version (RFC 9745). */
  readonly deprecated_at: string | null;
  /** The first moment at which a release may come without it (RFC 8594), at least a year after `deprecated_at`. */
  readonly sunset_at: string | null;
}

export const apiVersionLives: Readonly<Record<ApiVersion, ApiVersionLife>> = {
  "2026-10-01": { deprecated_at: "2026-11-25T00:00:00Z", sunset_at: "2027-11-25T00:00:00Z" },
  "2026-11-25": { deprecated_at: null, sunset_at: null },
};
