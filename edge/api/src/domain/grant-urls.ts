import type { PlaybackToken } from "@firstframe/contract";

/** Names under which a grant's files are asked for, whatever they are called in the bucket. */
export const masterPlaylistName = "master.m3u8";
export const posterName = "poster.jpg";
const storyboardName = "storyboard.vtt";

/** Where a grant's files are. */
export function grantUrls(publicUrl: string, grant: string): PlaybackToken["urls"] {
  const base = `${publicUrl}/play/${grant}`;
  return {
    hls: `${base}/${masterPlaylistName}`,
    poster: `${base}/${posterName}`,
    storyboard: `${base}/${storyboardName}`,
  };
}
