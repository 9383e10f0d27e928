import type { Rendition, Track } from "@firstframe/contract";

const audioGroup = "audio";
const subtitlesGroup = "subs";

/** Of the keyframes of a rendition, beside its media playlist. */
export const iFramePlaylistName = "iframes.m3u8";

/** A text track as a playlist of WebVTT segments. */
export interface Subtitles extends Pick<Track, "kind" | "language" | "name" | "default" | "forced"> {
  /** Relative to the multivariant playlist. */
  readonly uri: string;
}

/** RFC 8216bis, 4.4.6.1, and the registered ones of Apple's. */
const characteristics: Readonly<Record<Track["kind"], readonly string[]>> = {
  subtitles: [],
  captions: [
    "public.accessibility.transcribes-spoken-dialog",
    "public.accessibility.describes-music-and-sound",
  ],
  descriptions: ["public.accessibility.describes-video"],
};

/** What is encoded later may have a higher peak than what was measured so far. */
const growthMargin = 1.25;

/**
 * The multivariant playlist (RFC 8216bis, 4.4.6). Every rendition's playlist lies in a directory named after its id.
 *
 * @param renditions video best first; audio beside video becomes an audio group, whose first member is the default
 * @param subtitles of which at most one is the default
 */
export function renderMasterPlaylist(
  renditions: readonly Rendition[],
  subtitles: readonly Subtitles[] = [],
): string {
  const videos = renditions.filter(({ kind }) => kind === "video");
  const audios = renditions.filter(({ kind }) => kind === "audio");
  const lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"];
  const texts = subtitlesMedia(subtitles);
  const hasTexts = texts.length > 0;
  if (videos.length === 0) {
    const [main] = audios;
    const group = audios.length > 1 ? audios : [];
    if (main !== undefined) lines.push(...audioMedia(group), ...texts, ...variant(main, group, hasTexts));
  } else {
    lines.push(
      ...audioMedia(audios),
      ...texts,
      ...startOrder(videos).flatMap((video) => variant(video, audios, hasTexts)),
      ...videos.flatMap(iFrameVariant),
    );
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
      `NAME="${uniqueName(audioName(audio, index), names)}"`,
      ...(audio.language === null ? [] : [`LANGUAGE="${quotable(audio.language)}"`]),
      `DEFAULT=${index === 0 ? "YES" : "NO"}`,
      "AUTOSELECT=YES",
      `CHANNELS="${audio.channels ?? 2}"`,
      `URI="${audio.id}/playlist.m3u8"`,
    ];
    return `#EXT-X-MEDIA:${attributes.join(",")}`;
  });
}

function audioName({ name, language }: Rendition, index: number): string {
  return quotable(name ?? language ?? (index === 0 ? "Main" : "")) || `Audio ${index + 1}`;
}

function subtitlesMedia(subtitles: readonly Subtitles[]): string[] {
  const names = new Set<string>();
  return subtitles.map((track, index) => {
    const said = characteristics[track.kind];
    const attributes = [
      "TYPE=SUBTITLES",
      `GROUP-ID="${subtitlesGroup}"`,
      `NAME="${uniqueName(quotable(track.name) || `Subtitles ${index + 1}`, names)}"`,
      ...(track.language === null ? [] : [`LANGUAGE="${quotable(track.language)}"`]),
      `DEFAULT=${track.default ? "YES" : "NO"}`,
      // Nobody who has not asked for them wants to read what is to be seen.
      `AUTOSELECT=${track.default || track.kind !== "descriptions" ? "YES" : "NO"}`,
      `FORCED=${track.forced ? "YES" : "NO"}`,
      ...(said.length === 0 ? [] : [`CHARACTERISTICS="${said.join(",")}"`]),
      `URI="${track.uri}"`,
    ];
    return `#EXT-X-MEDIA:${attributes.join(",")}`;
  });
}

/** Within a group, a NAME may occur once (RFC 8216bis, 4.4.6.1.1). */
function uniqueName(wanted: string, taken: Set<string>): string {
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
function variant(main: Rendition, group: readonly Rendition[], hasTexts: boolean): string[] {
  const codecs = [...new Set([main.codecs, ...group.map((audio) => audio.codecs)])].join(",");
  const total = (rateOf: (rendition: Rendition) => number) => {
    const sound = Math.max(0, ...group.map(rateOf));
    return main.kind === "video" ? rateOf(main) + sound : Math.max(rateOf(main), sound);
  };
  // It is optional, and of what still grows it is not known: the next segment changes it (RFC 8216bis, 4.4.6.2).
  const average = [main, ...group].every(({ complete }) => complete)
    ? [`AVERAGE-BANDWIDTH=${total(({ average_bitrate }) => average_bitrate)}`]
    : [];
  const attributes = [`BANDWIDTH=${total(bandwidthOf)}`, ...average, `CODECS="${codecs}"`];
  if (main.width !== null && main.height !== null) attributes.push(`RESOLUTION=${main.width}x${main.height}`);
  if (main.frame_rate !== null) attributes.push(`FRAME-RATE=${main.frame_rate.toFixed(3)}`);
  if (main.kind === "video") attributes.push("CLOSED-CAPTIONS=NONE");
  if (group.length > 0) attributes.push(`AUDIO="${audioGroup}"`);
  if (hasTexts) attributes.push(`SUBTITLES="${subtitlesGroup}"`);
  return [`#EXT-X-STREAM-INF:${attributes.join(",")}`, `${main.id}/playlist.m3u8`];
}

/** Where a rendition has a playlist of its keyframes (RFC 8216bis, 4.4.6.3). */
function iFrameVariant({ id, codecs, width, height, i_frame_bitrate }: Rendition): string[] {
  if (i_frame_bitrate === undefined) return [];
  const attributes = [
    `BANDWIDTH=${i_frame_bitrate}`,
    `CODECS="${codecs}"`,
    ...(width === null || height === null ? [] : [`RESOLUTION=${width}x${height}`]),
    `URI="${id}/${iFramePlaylistName}"`,
  ];
  return [`#EXT-X-I-FRAME-STREAM-INF:${attributes.join(",")}`];
}

function bandwidthOf({ complete, peak_bitrate }: Rendition): number {
  return complete ? peak_bitrate : Math.ceil(peak_bitrate * growthMargin);
}
