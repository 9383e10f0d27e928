/** A small, valid presentation in memory: two variants and a sound rendition of three segments each, subtitles, and keyframes. */
export function makePresentation(): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  files.set(
    "master.m3u8",
    [
      "#EXTM3U",
      "#EXT-X-VERSION:7",
      "#EXT-X-INDEPENDENT-SEGMENTS",
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Main",DEFAULT=YES,AUTOSELECT=YES,URI="a/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English",LANGUAGE="en",AUTOSELECT=YES,FORCED=NO,URI="s/playlist.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=30000,AVERAGE-BANDWIDTH=9000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360,AUDIO="audio",SUBTITLES="subs"',
      "low/playlist.m3u8",
      '#EXT-X-STREAM-INF:BANDWIDTH=30000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=1280x720,AUDIO="audio",SUBTITLES="subs"',
      "high/playlist.m3u8",
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1000,CODECS="avc1.4d401e",RESOLUTION=640x360,URI="low/iframes.m3u8"',
      "",
    ].join("\n"),
  );
  addRendition(files, "low", videoInit(640, 360), 1000);
  addRendition(files, "high", videoInit(1280, 720), 4000);
  addRendition(files, "a", soundInit(), 500);
  addSubtitles(files);
  addKeyframes(files, "low");
  return files;
}

const timescale = 1000;

function addRendition(
  files: Map<string, string | Uint8Array>,
  id: string,
  init: Uint8Array,
  bytes: number,
): void {
  const lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:4", "#EXT-X-PLAYLIST-TYPE:VOD"];
  lines.push('#EXT-X-MAP:URI="init.mp4"', "");
  [4, 4, 1.5].forEach((duration, index) => {
    lines.push(`#EXTINF:${duration},`, `${index}.m4s`);
    files.set(
      `${id}/${index}.m4s`,
      makeSegment(index * 4 * timescale, bytes, { duration: duration * timescale }),
    );
  });
  lines.push("#EXT-X-ENDLIST", "");
  files.set(`${id}/playlist.m3u8`, lines.join("\n"));
  files.set(`${id}/init.mp4`, init);
}

function addSubtitles(files: Map<string, string | Uint8Array>): void {
  const segments = [5, 4.5].map((duration, index) => [`#EXTINF:${duration},`, `${index}.vtt`]);
  const lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:5", ...segments.flat()];
  files.set("s/playlist.m3u8", [...lines, "#EXT-X-ENDLIST", ""].join("\n"));
  const header = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n";
  files.set("s/0.vtt", `${header}\n00:00:04.000 --> 00:00:06.000\nBoth\n`);
  files.set("s/1.vtt", `${header}\n00:00:04.000 --> 00:00:06.000 line:0\nBoth\n`);
}

function addKeyframes(files: Map<string, string | Uint8Array>, id: string): void {
  const text = String(files.get(`${id}/playlist.m3u8`));
  const listed = text.replace("TYPE:VOD\n", "TYPE:VOD\n#EXT-X-I-FRAMES-ONLY\n");
  const ranged = listed.replaceAll(/^(\d)\.m4s$/gm, (name) => {
    const segment = files.get(`${id}/${name}`);
    if (!(segment instanceof Uint8Array)) throw new Error(`there is no ${name}`);
    const mdatAt = new DataView(segment.buffer).getUint32(0);
    const count = name === "2.m4s" ? 15 : 40;
    const size = Math.floor((segment.byteLength - mdatAt - 8) / count);
    return `#EXT-X-BYTERANGE:${mdatAt + 8 + size}@0\n${name}`;
  });
  files.set(`${id}/iframes.m3u8`, ranged);
}

interface SegmentOptions {
  /** Ticks. */
  readonly duration?: number;
  /** Whether the first sample is marked as a keyframe. */
  readonly isKey?: boolean;
  /** Type of the NAL unit that the first sample holds: 5 for an IDR picture. */
  readonly nalType?: number;
}

/** Ticks of a sample. */
const frame = 100;

/** A segment of one fragment that starts at `baseTime`, whose media data have so many bytes. */
export function makeSegment(
  baseTime: number,
  bytes: number,
  { duration = 4 * timescale, isKey = true, nalType = 5 }: SegmentOptions = {},
): Uint8Array {
  const count = duration / frame;
  const size = Math.floor(bytes / count);
  const key = 0x2000000;
  const other = 0x1010000;
  const header = box("tfhd", words(0x20038, 1, frame, size, other));
  const time = box("tfdt", words(0, baseTime));
  const data = new Uint8Array(bytes);
  new DataView(data.buffer).setUint32(0, size - 4);
  data[4] = nalType;
  const moof = (dataOffset: number) => {
    const run = box("trun", words(0x5, count, dataOffset, isKey ? key : other));
    return box("moof", box("mfhd", words(0, 1)), box("traf", header, time, run));
  };
  return join(moof(moof(0).byteLength + 8), box("mdat", data));
}

/** An initialization segment of H.264 Main at level 3. */
export function videoInit(width: number, height: number): Uint8Array {
  const fields = new Uint8Array(78);
  new DataView(fields.buffer).setUint16(24, width);
  new DataView(fields.buffer).setUint16(26, height);
  return initOf(box("avc1", fields, box("avcC", new Uint8Array([1, 0x4d, 0x40, 0x1e, 0xff]))));
}

/** An initialization segment of AAC-LC. */
function soundInit(): Uint8Array {
  const decoder = [4, 17, 0x40, ...Array<number>(12).fill(0), 5, 2, 0x11, 0x90];
  const descriptors = new Uint8Array([
    0,
    0,
    0,
    0,
    3,
    0x80,
    0x80,
    0x80,
    decoder.length + 3,
    0,
    1,
    0,
    ...decoder,
  ]);
  return initOf(box("mp4a", new Uint8Array(28), box("esds", descriptors)));
}

function initOf(entry: Uint8Array): Uint8Array {
  const table = box("stbl", box("stsd", words(0, 1), entry));
  const media = box("mdia", box("mdhd", words(0, 0, 0, timescale, 0, 0)), box("minf", table));
  return join(box("ftyp", words(0, 0)), box("moov", box("trak", media)));
}

function box(type: string, ...parts: Uint8Array[]): Uint8Array {
  const body = join(...parts);
  return join(words(body.byteLength + 8), new TextEncoder().encode(type), body);
}

function words(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value);
  });
  return bytes;
}

function join(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
