import type { Rendition } from "@firstframe/contract";

const audioGroup = "audio";

/** What is encoded later may have a higher peak than what was measured so far. */
const growthMargin = 1.25;

/**
 * The multivariant playlist (RFC 8216bis, 4.4.6). Every rendition's playlist lies in a directory named after its id.
 *
 * @param renditions video best first; audio beside video becomes an audio group, whose first member is the default
 */
export function renderMasterPlaylist(renditions: readonly Rendition[]): string {
  const videos = renditions.filter(({ kind }) => kind === "video");
  const audios = renditions.filter(({ kind }) => kind === "audio");
  const lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"];
  if (videos.length === 0) {
    const [main] = audios;
    if (main !== undefined && audios.length > 1) lines.push(...audioMedia(audios), ...variant(main, audios));
    else if (main !== undefined) lines.push(...variant(main, []));
  } else {
    lines.push(...audioMedia(audios), ...startOrder(videos).flatMap((video) => variant(video, audios)));
  }
  return `${lines.join("\n")}\n`;
}

/** Players begin with the first variant: one that is quick to load, though not the worst; then best first. */
function startOrder(videos: readonly Rendition[]): Rendition[] {
  const start = videos[Math.max(0, videos.length - 2)];
  return start === undefined ? [] : [start, ...videos.filter((video) => video !== start)];
}

function audioMedia(audios: readonly Rendition[]): string[] {
  const names = new Set<string>();
  return audios.map((audio, index) => {
    const attributes = [
      "TYPE=AUDIO",
      `GROUP-ID="${audioGroup}"`,
      `NAME="${uniqueName(audio, index, names)}"`,
      ...(audio.language === null ? [] : [`LANGUAGE="${quotable(audio.language)}"`]),
      `DEFAULT=${index === 0 ? "YES" : "NO"}`,
      "AUTOSELECT=YES",
      `CHANNELS="${audio.channels ?? 2}"`,
      `URI="${audio.id}/playlist.m3u8"`,
    ];
    return `#EXT-X-MEDIA:${attributes.join(",")}`;
  });
}

/** Within a group, a NAME may occur once (RFC 8216bis, 4.4.6.1.1). */
function uniqueName({ name, language }: Rendition, index: number, taken: Set<string>): string {
  const wanted = quotable(name ?? language ?? (index === 0 ? "Main" : "")) || `Audio ${index + 1}`;
  let unique = wanted;
  for (let number = 2; taken.has(unique); number++) unique = `${wanted} (${number})`;
  taken.add(unique);
  return unique;
}

/** A quoted string holds no quote and no line break (RFC 8216bis, 4.2). */
function quotable(text: string): string {
  return text.replace(/["\r\n]/g, " ").trim();
}

/** @param group audio that plays with `main`, one at a time; `main` itself is one of it where there is no video */
function variant(main: Rendition, group: readonly Rendition[]): string[] {
  const codecs = [...new Set([main.codecs, ...group.map((audio) => audio.codecs)])].join(",");
  const total = (rateOf: (rendition: Rendition) => number) => {
    const sound = Math.max(0, ...group.map(rateOf));
    return main.kind === "video" ? rateOf(main) + sound : Math.max(rateOf(main), sound);
  };
  const attributes = [
    `BANDWIDTH=${total(bandwidthOf)}`,
    `AVERAGE-BANDWIDTH=${total(({ average_bitrate }) => average_bitrate)}`,
    `CODECS="${codecs}"`,
  ];
  if (main.width !== null && main.height !== null) attributes.push(`RESOLUTION=${main.width}x${main.height}`);
  if (main.frame_rate !== null) attributes.push(`FRAME-RATE=${main.frame_rate.toFixed(3)}`);
  if (main.kind === "video") attributes.push("CLOSED-CAPTIONS=NONE");
  if (group.length > 0) attributes.push(`AUDIO="${audioGroup}"`);
  return [`#EXT-X-STREAM-INF:${attributes.join(",")}`, `${main.id}/playlist.m3u8`];
}

function bandwidthOf({ complete, peak_bitrate }: Rendition): number {
  return complete ? peak_bitrate : Math.ceil(peak_bitrate * growthMargin);
}
