import type { Rendition } from "@firstframe/contract";

const audioGroup = "audio";

/**
 * The multivariant playlist (RFC 8216bis, 4.4.6). Every rendition lies in a directory named after its id.
 *
 * @param renditions video best first; audio beside video becomes the one member of an audio group
 */
export function renderMasterPlaylist(renditions: readonly Rendition[]): string {
  const videos = renditions.filter(({ kind }) => kind === "video");
  const audio = renditions.find(({ kind }) => kind === "audio");
  const lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"];
  if (videos.length === 0) {
    if (audio) lines.push(...variant(audio, undefined));
  } else {
    if (audio) lines.push(audioMedia(audio));
    lines.push(...startOrder(videos).flatMap((video) => variant(video, audio)));
  }
  return `${lines.join("\n")}\n`;
}

/** Players begin with the first variant: one that is quick to load, though not the worst; then best first. */
function startOrder(videos: readonly Rendition[]): Rendition[] {
  const start = videos[Math.max(0, videos.length - 2)];
  return start === undefined ? [] : [start, ...videos.filter((video) => video !== start)];
}

function audioMedia(audio: Rendition): string {
  const attributes = [
    "TYPE=AUDIO",
    `GROUP-ID="${audioGroup}"`,
    'NAME="Main"',
    "DEFAULT=YES",
    "AUTOSELECT=YES",
    'CHANNELS="2"',
    `URI="${audio.id}/playlist.m3u8"`,
  ];
  return `#EXT-X-MEDIA:${attributes.join(",")}`;
}

function variant(main: Rendition, audio: Rendition | undefined): string[] {
  const codecs = [main.codecs, ...(audio ? [audio.codecs] : [])].join(",");
  const attributes = [
    `BANDWIDTH=${main.peak_bitrate + (audio?.peak_bitrate ?? 0)}`,
    `AVERAGE-BANDWIDTH=${main.average_bitrate + (audio?.average_bitrate ?? 0)}`,
    `CODECS="${codecs}"`,
  ];
  if (main.width !== null && main.height !== null) attributes.push(`RESOLUTION=${main.width}x${main.height}`);
  if (main.frame_rate !== null) attributes.push(`FRAME-RATE=${main.frame_rate.toFixed(3)}`);
  if (main.kind === "video") attributes.push("CLOSED-CAPTIONS=NONE");
  if (audio) attributes.push(`AUDIO="${audioGroup}"`);
  return [`#EXT-X-STREAM-INF:${attributes.join(",")}`, `${main.id}/playlist.m3u8`];
}
