import { findBox, readBoxes, viewOf } from "./mp4-boxes.ts";

/** What an initialization segment says of its one track. */
export interface TrackDescription {
  /** RFC 6381, such as `avc1.64001f` or `mp4a.40.2`. */
  readonly codec: string;
  /** Pixels; null for audio. */
  readonly width: number | null;
  readonly height: number | null;
}

const visualEntryLength = 78;
const audioEntryLength = 28;

/**
 * Reads the codec and the size of the picture from the initialization segment of one H.264 or AAC track.
 *
 * @throws RangeError when the segment is not one of those
 */
export function describeInit(init: Uint8Array): TrackDescription {
  const table = findBox(init, "moov", "trak", "mdia", "minf", "stbl", "stsd")?.body;
  const entry = table && readBoxes(table.subarray(8))[0];
  if (entry?.type === "avc1") {
    const configuration = findBox(entry.body.subarray(visualEntryLength), "avcC")?.body;
    const view = viewOf(entry.body);
    if (configuration === undefined) throw new RangeError("the sample entry avc1 has no avcC");
    return { codec: avcCodec(configuration), width: view.getUint16(24), height: view.getUint16(26) };
  }
  if (entry?.type === "mp4a") {
    const descriptor = findBox(entry.body.subarray(audioEntryLength), "esds")?.body;
    if (descriptor === undefined) throw new RangeError("the sample entry mp4a has no esds");
    return { codec: mpeg4AudioCodec(descriptor), width: null, height: null };
  }
  throw new RangeError(`the sample entry ${entry?.type ?? "(none)"} is neither avc1 nor mp4a`);
}

/** ISO/IEC 14496-15 AVCDecoderConfigurationRecord: version, profile, compatibility, level. */
function avcCodec(record: Uint8Array): string {
  const hex = [...record.subarray(1, 4)].map((byte) => byte.toString(16).padStart(2, "0"));
  if (hex.length !== 3) throw new RangeError("the avcC box is too short");
  return `avc1.${hex.join("")}`;
}

const esDescriptor = 3;
const decoderConfiguration = 4;
const decoderSpecificInfo = 5;

/** ISO/IEC 14496-1, 7.2.6: the object type, and for MPEG-4 audio the audio object type of ISO/IEC 14496-3, 1.6.2.1. */
function mpeg4AudioCodec(esds: Uint8Array): string {
  let bytes = descriptorBody(esds.subarray(4), esDescriptor);
  const flags = bytes[2] ?? 0;
  let skip = 3;
  if (flags & 0x80) skip += 2;
  if (flags & 0x40) skip += 1 + (bytes[skip] ?? 0);
  if (flags & 0x20) skip += 2;
  bytes = descriptorBody(bytes.subarray(skip), decoderConfiguration);
  const objectType = (bytes[0] ?? 0).toString(16).padStart(2, "0");
  if (objectType !== "40") return `mp4a.${objectType}`;
  const [first = 0, second = 0] = descriptorBody(bytes.subarray(13), decoderSpecificInfo);
  const short = first >> 3;
  return `mp4a.40.${short === 31 ? 32 + (((first & 7) << 3) | (second >> 5)) : short}`;
}

/** The content of the descriptor at the start of `bytes`; its length is written in groups of seven bits. */
function descriptorBody(bytes: Uint8Array, tag: number): Uint8Array {
  if (bytes[0] !== tag) throw new RangeError(`descriptor ${tag} expected, found ${bytes[0]}`);
  let length = 0;
  for (let at = 1; at < 5; at++) {
    const byte = bytes[at] ?? 0;
    length = (length << 7) | (byte & 0x7f);
    if ((byte & 0x80) === 0) return bytes.subarray(at + 1, at + 1 + length);
  }
  throw new RangeError(`descriptor ${tag} has no end`);
}
