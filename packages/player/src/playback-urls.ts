/** Where one source is found. */
export interface PlaybackUrls {
  /** HLS multivariant playlist. */
  readonly playlist: string;
  readonly poster: string | null;
}

export interface SourceSettings {
  /** Base URL of the deployment. */
  readonly api: string;
  /** Playback id or token. */
  readonly grant: string;
  /** URL of a playlist, used when there is no grant. */
  readonly src: string;
}

/** Null when there is nothing to play. */
export function playbackUrls({ api, grant, src }: SourceSettings): PlaybackUrls | null {
  if (grant) {
    const base = `${trimSlashes(api)}/play/${encodeURIComponent(grant)}`;
    return { playlist: `${base}/master.m3u8`, poster: `${base}/poster.jpg` };
  }
  return src ? { playlist: src, poster: null } : null;
}

/** Where beacons go. */
export function beaconUrl(api: string): string {
  return `${trimSlashes(api)}/v1/beacons`;
}

function trimSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end -= 1;
  return url.slice(0, end);
}
