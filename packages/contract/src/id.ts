/** Prefix of every id, by the kind of thing it names. */
export const idPrefixes = {
  asset: "ast",
  upload: "upl",
  job: "job",
  task: "tsk",
  event: "evt",
  api_key: "key",
  playback: "pbk",
  view: "viw",
  track: "trk",
  worker: "wkr",
  request: "req",
  webhook_endpoint: "whe",
  webhook_delivery: "whd",
  audit_entry: "aud",
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford base32, lower case
const randomCharacters = 26;

/** Number of random bytes that {@link makeId} consumes. */
export const idRandomBytes = randomCharacters;

/**
 * Makes an id such as `ast_3f…` from random bytes.
 *
 * @param random at least {@link idRandomBytes} bytes from a cryptographic source; 5 bits of each are used (130 bits in all)
 */
export function makeId(kind: IdKind, random: Uint8Array): string {
  let id = `${idPrefixes[kind]}_`;
  for (let i = 0; i < randomCharacters; i++) {
    id += alphabet.charAt((random[i] ?? 0) & 31);
  }
  return id;
}

/** A pattern that matches the ids of one kind. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idPrefixes[kind]}_[${alphabet}]{${randomCharacters}}$`);
}
