/** What decides what is played: the element's attributes. Empty strings count as not set. */
export interface SourceAttributes {
  readonly api: string;
  readonly playbackId: string;
  readonly playbackToken: string;
  readonly src: string;
}

/** Where to find what is played. */
export interface PlaybackSource {
  /** Multivariant playlist. */
  readonly url: string;
  /** Folder of everything of this grant, with a slash at its end; null for a foreign URL. */
  readonly base: string | null;
  /** Default poster; null for a foreign URL. */
  readonly poster: string | null;
  /** WebVTT that says which picture shows which time; null for a foreign URL. */
  readonly storyboard: string | null;
  /** Playback id or token; null for a foreign URL, whose views cannot be reported. */
  readonly grant: string | null;
  readonly beaconUrl: string | null;
  /** The same for two grants of the same video, so that a refreshed token is no new source. */
  readonly identity: string;
}

/**
 * Resolves the element's attributes; null while there is nothing to play.
 *
 * @param page the page's URL, against which relative ones are resolved
 */
export function playbackSource(attributes: SourceAttributes, page: string): PlaybackSource | null {
  const { playbackId, playbackToken, src } = attributes;
  const grant = playbackToken || playbackId;
  if (grant) {
    const api = new URL(attributes.api.replace(/\/*$/, "/") || "/", page).href;
    const base = `${api}play/${encodeURIComponent(grant)}/`;
    return {
      url: `${base}master.m3u8`,
      base,
      poster: `${base}poster.jpg`,
      storyboard: `${base}storyboard.vtt`,
      grant,
      beaconUrl: `${api}v1/beacons`,
      identity: playbackId || subject(playbackToken) || playbackToken,
    };
  }
  if (!src) return null;
  const url = new URL(src, page).href;
  return { url, base: null, poster: null, storyboard: null, grant: null, beaconUrl: null, identity: url };
}

/** The playback id for which a token was signed (the `sub` claim of RFC 7519), read without checking it. */
function subject(token: string): string | null {
  const payload = token.split(".")[1];
  if (!payload) return null;
  try {
    const claims: { sub?: unknown } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof claims.sub === "string" ? claims.sub : null;
  } catch {
    // Not a JWT: the server will say what it thinks of it.
    return null;
  }
}
