/** Bytes at the head of a file that {@link sniffTypes} looks at. */
export const signatureBytes = 256;

/** Containers whose content several MIME types describe; the usual one first. */
const iso = [
  "video/mp4",
  "audio/mp4",
  "video/quicktime",
  "video/x-m4v",
  "audio/x-m4a",
  "video/3gpp",
  "audio/3gpp",
];
const matroska = ["video/x-matroska", "video/webm", "audio/webm", "audio/x-matroska"];
const ogg = ["video/ogg", "audio/ogg", "application/ogg"];
const asf = ["video/x-ms-asf", "video/x-ms-wmv", "audio/x-ms-wma"];
const mpegStream = ["video/mpeg", "video/mp2p"];
const transport = ["video/mp2t", "video/vnd.dlna.mpeg-tts"];

/** Text (Latin-1) at an offset, and what a file is that has it there. */
const signatures: readonly (readonly [offset: number, text: string, types: readonly string[]])[] = [
  [8, "avif", ["image/avif"]],
  [8, "heic", ["image/heic"]],
  [8, "mif1", ["image/heif"]],
  [4, "ftyp", iso],
  [4, "moov", iso],
  [4, "mdat", iso],
  [4, "wide", iso],
  [0, "\x1a\x45\xdf\xa3", matroska],
  [8, "AVI ", ["video/x-msvideo", "video/avi"]],
  [8, "WAVE", ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"]],
  [8, "WEBP", ["image/webp"]],
  [8, "AIF", ["audio/aiff", "audio/x-aiff"]],
  [0, "OggS", ogg],
  [0, "ID3", ["audio/mpeg", "audio/mp3", "audio/aac"]],
  [0, "fLaC", ["audio/flac", "audio/x-flac"]],
  [0, "#!AMR", ["audio/amr", "audio/3gpp"]],
  [0, "FLV\x01", ["video/x-flv", "video/flv"]],
  [0, "\x30\x26\xb2\x75", asf],
  [0, "\x06\x0e\x2b\x34", ["application/mxf", "video/mxf"]],
  [0, "\x00\x00\x01\xba", mpegStream],
  [0, "\x00\x00\x01\xb3", mpegStream],
  [0, "\x89PNG", ["image/png"]],
  [0, "\xff\xd8\xff", ["image/jpeg"]],
  [0, "GIF8", ["image/gif"]],
  [0, "%PDF", ["application/pdf"]],
  [0, "PK\x03\x04", ["application/zip"]],
  [0, "Rar!", ["application/vnd.rar"]],
  [0, "7z\xbc\xaf", ["application/x-7z-compressed"]],
  [0, "\x1f\x8b", ["application/gzip"]],
  [0, "<svg", ["image/svg+xml"]],
  [0, "<!DOCTYPE html", ["text/html"]],
  [0, "<!doctype html", ["text/html"]],
];

/**
 * What a file is by its first bytes.
 *
 * @param head the first {@link signatureBytes}, or the whole of a smaller file
 * @returns MIME types that describe such a file, the usual one first; null where its signature is not known
 */
export function sniffTypes(head: Uint8Array): readonly string[] | null {
  const text = String.fromCharCode(...head.subarray(0, signatureBytes));
  for (const [offset, signature, types] of signatures) {
    if (text.startsWith(signature, offset)) return types;
  }
  // Packets of MPEG-TS begin with 0x47, every 188 bytes; those of M2TS have four bytes in front, and are 192 apart.
  if ((text[0] === "G" && text[188] === "G") || (text[4] === "G" && text[196] === "G")) return transport;
  const [first = 0, second = 0] = head;
  // Frames of MPEG audio and of AAC (ADTS) begin with eleven or twelve set bits.
  if (first === 0xff && (second & 0xf6) === 0xf0) return ["audio/aac"];
  if (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0) return ["audio/mpeg", "audio/mp3"];
  return null;
}

/**
 * Whether a MIME type is among the allowed ones.
 *
 * @param ranges such as `video/mp4` or `video/*`
 */
export function matchesType(type: string, ranges: readonly string[]): boolean {
  const [bare = ""] = type.toLowerCase().split(";");
  return ranges.some((range) =>
    range.endsWith("/*") ? bare.startsWith(range.slice(0, -1)) : bare.trim() === range,
  );
}
