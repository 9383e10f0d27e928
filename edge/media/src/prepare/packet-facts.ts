import { listOf, numberOf, objectOf, textOf } from "../json-field.ts";

/** What the first packets of a video track tell about repackaging it. */
export interface PacketFacts {
  /** Seconds from a keyframe to the next one, or to where looking ended: in all of the source, where an index lists its keyframes. */
  readonly longestGroupS: number;
  /** Seconds that were looked at. */
  readonly seenS: number;
  readonly startsWithKeyframe: boolean;
  /** Pictures that follow a keyframe but are shown before it: it cannot be played from there. */
  readonly openGroups: boolean;
  /** Packets that an edit list takes away from the start or that have no times. */
  readonly oddTimes: boolean;
}

/** Reads what `ffprobe -show_packets -print_format json` wrote of the stream with this index. */
export function parsePackets(json: unknown, streamIndex: number): PacketFacts {
  let first: number | null = null;
  let last = 0;
  let keyframeAt: number | null = null;
  let longest = 0;
  let previousDecode = Number.NEGATIVE_INFINITY;
  let openGroups = false;
  let oddTimes = false;
  let startsWithKeyframe = false;
  for (const packet of listOf(objectOf(json).packets)) {
    if (numberOf(packet.stream_index) !== streamIndex) continue;
    const flags = textOf(packet.flags) ?? "";
    const at = numberOf(packet.pts_time);
    const decodeAt = numberOf(packet.dts_time);
    if (at === null || flags.includes("D") || (decodeAt !== null && decodeAt <= previousDecode)) {
      oddTimes = true;
      continue;
    }
    if (decodeAt !== null) previousDecode = decodeAt;
    const isKey = flags.includes("K");
    if (first === null) {
      first = at;
      startsWithKeyframe = isKey;
    }
    last = Math.max(last, at);
    if (isKey) {
      if (keyframeAt !== null) longest = Math.max(longest, at - keyframeAt);
      keyframeAt = at;
    } else if (keyframeAt !== null && at < keyframeAt) {
      openGroups = true;
    }
  }
  return {
    longestGroupS: keyframeAt === null ? longest : Math.max(longest, last - keyframeAt),
    seenS: first === null ? 0 : last - first,
    startsWithKeyframe,
    openGroups,
    oddTimes,
  };
}

/** Where the first packet of each stream begins, in seconds, as far as packets were looked at; by index of the stream. */
export function firstTimes(json: unknown): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const packet of listOf(objectOf(json).packets)) {
    const index = numberOf(packet.stream_index);
    const at = numberOf(packet.pts_time);
    if (index !== null && at !== null && !times.has(index)) times.set(index, at);
  }
  return times;
}
