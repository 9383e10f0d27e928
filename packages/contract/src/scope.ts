/** What a secret key may do. Every route of the API names the one that it needs. */
export const scopes = [
  "uploads:write",
  "uploads:read",
  "assets:read",
  "assets:write",
  "jobs:read",
  "jobs:write",
  "playback:sign",
  "events:read",
  "metrics:read",
  "webhooks:read",
  "webhooks:write",
  "ops:read",
  "ops:write",
  "keys:read",
  "keys:write",
  "audit:read",
] as const;

export type Scope = (typeof scopes)[number];

/** The scopes that only look: what the dashboard gets. */
export const readScopes: readonly Scope[] = scopes.filter((scope) => scope.endsWith(":read"));

export const environments = ["sandbox", "live"] as const;

/** Data of one environment is invisible to the keys of the other. */
export type Environment = (typeof environments)[number];
