import type { InitSegment } from "./init-segment.ts";
import { listBoxes } from "./iso-box.ts";

/** A sample of a fragment; times in the track's timescale. */
interface Sample {
  readonly duration: number;
  /** Bytes. */
  readonly size: number;
  /** ISO/IEC 14496-12, 8.8.3.1; null when neither the fragment nor the track says. */
  readonly flags: number | null;
  /** Composition time minus decode time. */
  readonly offset: number;
}

export interface Fragment {
  /** Decode time of the first sample. */
  readonly baseTime: number;
  readonly samples: readonly Sample[];
  /** Where the first sample's bytes begin. */
  readonly dataStart: number;
}

interface Defaults {
  readonly dataOrigin: number;
  readonly duration: number;
  readonly size: number;
  readonly flags: number | null;
}

/**
 * Reads a movie fragment of one track (ISO/IEC 14496-12, 8.8).
 *
 * @param moof where the content of the moof box lies in `bytes`
 * @throws RangeError when something needed is missing
 */
export function readFragment(
  bytes: Uint8Array,
  moof: { readonly start: number; readonly end: number },
  init: InitSegment,
): Fragment {
  const traf = listBoxes(bytes, moof.start, moof.end).find(({ type }) => type === "traf");
  if (traf === undefined) throw new RangeError("the moof box has no traf");
  const boxes = listBoxes(bytes, traf.start, traf.end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const time = boxes.find(({ type }) => type === "tfdt");
  if (time === undefined) throw new RangeError("the traf box has no tfdt");
  const header = boxes.find(({ type }) => type === "tfhd");
  const runs = boxes.filter(({ type }) => type === "trun");
  const [first] = runs;
  if (header === undefined || first === undefined) throw new RangeError("the traf box lacks tfhd or trun");
  const isLong = view.getUint8(time.start) === 1;
  const defaults = readDefaults(view, header.start, moof.start - 8, init);
  return {
    baseTime: isLong ? Number(view.getBigUint64(time.start + 4)) : view.getUint32(time.start + 4),
    samples: runs.flatMap(({ start }) => readRun(view, start, defaults)),
    dataStart: defaults.dataOrigin + (hasFlag(view, first.start, 0x1) ? view.getInt32(first.start + 8) : 0),
  };
}

/** 8.8.7: what the fragment says of all its samples, else the track's own defaults. */
function readDefaults(view: DataView, start: number, moofStart: number, init: InitSegment): Defaults {
  let at = start + 8;
  const next = (flag: number, bytes: number): number | null => {
    if (!hasFlag(view, start, flag)) return null;
    at += bytes;
    return at - bytes;
  };
  const word = (flag: number): number | null => {
    const where = next(flag, 4);
    return where === null ? null : view.getUint32(where);
  };
  const base = next(0x1, 8);
  word(0x2);
  return {
    dataOrigin: base === null ? moofStart : Number(view.getBigUint64(base)),
    duration: word(0x8) ?? init.defaultDuration,
    size: word(0x10) ?? 0,
    flags: word(0x20) ?? init.defaultFlags,
  };
}

/** 8.8.8. */
function readRun(view: DataView, start: number, defaults: Defaults): Sample[] {
  const count = view.getUint32(start + 4);
  let at = start + 8;
  const word = (flag: number): number | null => {
    if (!hasFlag(view, start, flag)) return null;
    at += 4;
    return view.getInt32(at - 4);
  };
  word(0x1);
  const firstFlags = word(0x4);
  return Array.from({ length: count }, (_, index) => {
    const duration = word(0x100) ?? defaults.duration;
    const size = word(0x200) ?? defaults.size;
    const flags = word(0x400) ?? (index === 0 ? firstFlags : null) ?? defaults.flags;
    return { duration, size, flags, offset: word(0x800) ?? 0 };
  });
}

function hasFlag(view: DataView, start: number, flag: number): boolean {
  return (view.getUint32(start) & flag) !== 0;
}
