/**
 * ffmpeg's names of the formats that are taken. Everything else is refused before it is opened: playlists and lists of
 * files (hls, concat, dash …) would make ffmpeg read other files or addresses, and text, pictures and subtitles are no
 * recordings.
 */
export const allowedFormats = [
  "mov",
  "mp4",
  "m4a",
  "3gp",
  "3g2",
  "mj2",
  "matroska",
  "webm",
  "mpegts",
  "mpeg",
  "mpegvideo",
  "avi",
  "flv",
  "live_flv",
  "asf",
  "ogg",
  "mp3",
  "aac",
  "ac3",
  "eac3",
  "flac",
  "wav",
  "w64",
  "aiff",
  "caf",
  "amr",
  "mxf",
  "gxf",
  "dv",
  "ivf",
  "h264",
  "hevc",
  "m4v",
  "obu",
] as const;

/** Formats whose headers state how long the recording is; elsewhere the duration is an estimate. */
const statesDuration = new Set([
  "mov",
  "mp4",
  "matroska",
  "webm",
  "avi",
  "flv",
  "asf",
  "wav",
  "w64",
  "aiff",
  "caf",
  "flac",
]);

/** Whether ffmpeg's `format_name` (names separated by commas) is of a format that is taken. */
export function isAllowedFormat(formatName: string): boolean {
  const names = formatName.split(",");
  return names.some((name) => (allowedFormats as readonly string[]).includes(name));
}

/** Whether the duration found in such a file can be held against it. */
export function hasStatedDuration(formatName: string): boolean {
  return formatName.split(",").some((name) => statesDuration.has(name));
}
