import { boxContent, listBoxes } from "./iso-box.ts";

export interface InitSegment {
  /** RFC 6381 as far as the sample entry tells; null for entries that are not known here. */
  readonly codec: string | null;
  readonly sampleEntry: string;
  /** Pixels; null for anything but video. */
  readonly width: number | null;
  readonly height: number | null;
  /** Ticks a second. */
  readonly timescale: number;
  /** Bytes of the lengths before NAL units; null for anything but H.264. */
  readonly nalLengthSize: number | null;
  /** Of samples whose fragment does not say, in ticks. */
  readonly defaultDuration: number;
  /** Likewise; null when the track has no such default. */
  readonly defaultFlags: number | null;
  /** Composition time that is shown at the presentation's zero, by the edit list; in ticks. */
  readonly editStart: number;
}

/**
 * Reads an initialization segment of a single track.
 *
 * @throws RangeError when it is none
 */
export function readInitSegment(bytes: Uint8Array): InitSegment {
  const moov = boxContent(bytes, "moov");
  if (moov === null) throw new RangeError("there is no moov box");
  const tracks = listBoxes(moov).filter(({ type }) => type === "trak");
  if (tracks.length !== 1) throw new RangeError(`there are ${tracks.length} tracks instead of one`);
  const description = boxContent(moov, "trak", "mdia", "minf", "stbl", "stsd")?.subarray(8);
  const entry = description && listBoxes(description)[0];
  if (description === undefined || entry === undefined) throw new RangeError("there is no sample entry");
  const body = description.subarray(entry.start, entry.end);
  const base = {
    ...{ sampleEntry: entry.type, timescale: timescaleOf(moov), width: null, height: null },
    ...{ nalLengthSize: null, ...defaultsOf(moov), editStart: editStartOf(moov) },
  };
  if (entry.type === "avc1" || entry.type === "avc3") {
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    const record = boxContent(body.subarray(78), "avcC");
    const codec = record && `${entry.type}.${[...record.subarray(1, 4)].map(hexOctet).join("")}`;
    const nalLengthSize = ((record?.[4] ?? 3) & 3) + 1;
    return { ...base, codec, nalLengthSize, width: view.getUint16(24), height: view.getUint16(26) };
  }
  if (entry.type === "mp4a") return { ...base, codec: aacCodec(boxContent(body.subarray(28), "esds")) };
  return { ...base, codec: null };
}

function timescaleOf(moov: Uint8Array): number {
  const header = boxContent(moov, "trak", "mdia", "mdhd");
  if (header === null) throw new RangeError("there is no mdhd box");
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
}

/** ISO/IEC 14496-12, 8.8.3. */
function defaultsOf(moov: Uint8Array): Pick<InitSegment, "defaultDuration" | "defaultFlags"> {
  const box = boxContent(moov, "mvex", "trex");
  if (box === null) return { defaultDuration: 0, defaultFlags: null };
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  return { defaultDuration: view.getUint32(12), defaultFlags: view.getUint32(20) };
}

/** ISO/IEC 14496-12, 8.6.6: of the first edit that shows something. */
function editStartOf(moov: Uint8Array): number {
  const box = boxContent(moov, "trak", "edts", "elst");
  if (box === null) return 0;
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  const isLong = view.getUint8(0) === 1;
  for (let index = 0; index < view.getUint32(4); index++) {
    const at = 8 + index * (isLong ? 20 : 12);
    const time = isLong ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
    if (time >= 0) return time;
  }
  return 0;
}

/** Looks for the DecoderSpecificInfo of MPEG-4 audio (object type 0x40) in an ES descriptor. */
function aacCodec(esds: Uint8Array | null): string | null {
  if (esds === null) return null;
  let at = 4;
  let objectType: number | null = null;
  while (at < esds.byteLength) {
    const tag = esds[at++];
    let length = 0;
    for (let more = true; more; ) {
      const byte = esds[at++] ?? 0;
      length = length * 128 + (byte & 0x7f);
      more = byte >= 0x80;
    }
    if (tag === 3) {
      const flags = esds[at + 2] ?? 0;
      at +=
        3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + (esds[at + 3] ?? 0) : 0) + (flags & 0x20 ? 2 : 0);
    } else if (tag === 4) {
      objectType = esds[at] ?? null;
      at += 13;
    } else if (tag === 5) {
      const audioObjectType = (esds[at] ?? 0) >> 3;
      return objectType === 0x40 ? `mp4a.40.${audioObjectType}` : null;
    } else {
      at += length;
    }
  }
  return objectType === null ? null : `mp4a.${hexOctet(objectType)}`;
}

function hexOctet(value: number): string {
  return value.toString(16).padStart(2, "0");
}
