/**
 * Resolves a URI of a playlist against the playlist's own path; both may be relative paths or absolute URLs. What leaves
 * the directory that relative paths start from begins with `../`.
 */
export function resolvePath(playlist: string, uri: string): string {
  const outside = "hls://presentation/";
  const origin = `${outside}grant/`;
  const resolved = new URL(uri, new URL(playlist, origin)).href;
  if (resolved.startsWith(origin)) return decodeURIComponent(resolved.slice(origin.length));
  return resolved.startsWith(outside) ? `../${resolved.slice(outside.length)}` : resolved;
}
