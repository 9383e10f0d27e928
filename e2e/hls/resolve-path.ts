/** Resolves a URI of a playlist against the playlist's own path; both may be relative paths or absolute URLs. */
export function resolvePath(playlist: string, uri: string): string {
  const origin = "hls://presentation/";
  const resolved = new URL(uri, new URL(playlist, origin)).href;
  return resolved.startsWith(origin) ? decodeURIComponent(resolved.slice(origin.length)) : resolved;
}
