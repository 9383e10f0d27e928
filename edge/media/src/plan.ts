import type { Rung } from "./ladder.ts";
import type { Rational } from "./rational.ts";
import type { AudioFacts, ProbedSource, VideoFacts } from "./source-facts.ts";

export interface VideoPlan extends PicturePlan {
  readonly frameRate: Rational;
  readonly colorTags: ColorTags;
  /** Best first. */
  readonly renditions: readonly VideoRenditionPlan[];
}

/** Colours to declare; null: nothing is known, so nothing is said. */
export type ColorTags = "bt709" | null;

/** How the source's picture becomes one with square pixels in standard dynamic range. */
export interface PicturePlan {
  /** ffmpeg's number of the stream. */
  readonly streamIndex: number;
  readonly deinterlace: boolean;
  /** The source's colours, when they are of high dynamic range. */
  readonly toneMap: ToneMapPlan | null;
}

export interface ToneMapPlan {
  readonly transfer: string;
  readonly primaries: string;
  readonly matrix: string;
}

export interface VideoRenditionPlan {
  /** Names the rendition and its directory. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly profile: "main" | "high";
  /** Constant rate factor of x264: the quality wanted where the bit rate allows it. */
  readonly quality: number;
  /** Bits per second. */
  readonly maximumBitrate: number;
  /** Bits. */
  readonly bufferSize: number;
}

export interface AudioPlan {
  readonly id: string;
  readonly streamIndex: number;
  /** Published as it is in the source; otherwise encoded. */
  readonly copy: boolean;
  readonly language: string | null;
  /** What a menu calls it. */
  readonly name: string;
  readonly bitrate: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Seconds up to which silence is added; null: not needed. */
  readonly padToS: number | null;
}

export interface PosterPlan extends PicturePlan {
  /** Seconds from the start, from where a representative frame is looked for. */
  readonly fromS: number;
  /** How many frames to choose among. */
  readonly candidates: number;
  readonly width: number;
  readonly height: number;
}

/** Audio that ends this much earlier than the picture is left as it is. */
const shortAudioToleranceS = 0.1;

/** The picture's renditions: `rungs`, best first. */
export function planVideo(video: VideoFacts, rungs: readonly Rung[]): VideoPlan {
  const seen = new Map<number, number>();
  const renditions = rungs.map(({ width, height, maximumBitrate }): VideoRenditionPlan => {
    const side = Math.min(width, height);
    const count = (seen.get(side) ?? 0) + 1;
    seen.set(side, count);
    return {
      id: count === 1 ? `v${side}` : `v${side}-${count}`,
      width,
      height,
      profile: side >= 720 ? "high" : "main",
      quality: 23,
      maximumBitrate,
      bufferSize: Math.round(maximumBitrate * 1.5),
    };
  });
  const picture = planPicture(video);
  return { ...picture, frameRate: video.frameRate, colorTags: planColorTags(video), renditions };
}

export function planPicture(video: VideoFacts): PicturePlan {
  return { streamIndex: video.index, deinterlace: video.interlaced, toneMap: planToneMap(video) };
}

/** PQ and HLG, as ffmpeg names them. */
const highDynamicRange = new Set(["smpte2084", "arib-std-b67"]);

export function needsToneMapping(video: VideoFacts): boolean {
  return planToneMap(video) !== null;
}

/** Of the picture once it is in standard dynamic range. */
export function planColorTags(video: VideoFacts): ColorTags {
  return needsToneMapping(video) || video.color.space === "bt709" ? "bt709" : null;
}

function planToneMap({ color }: VideoFacts): ToneMapPlan | null {
  const { transfer } = color;
  if (transfer === null || !highDynamicRange.has(transfer)) return null;
  return { transfer, primaries: color.primaries ?? "bt2020", matrix: color.space ?? "bt2020nc" };
}

/**
 * An audio rendition of every track: in stereo, and, where browsers play it, the main track's surround sound as it is.
 *
 * @param copyable whether a track may be published as it is
 */
export function planAudios(source: ProbedSource, copyable: (audio: AudioFacts) => boolean): AudioPlan[] {
  const { audios, video } = source;
  const names = new Set<string>();
  const plans = audios.map((audio, index): AudioPlan => {
    const lacksS = (video?.durationS ?? 0) - (audio.durationS ?? Number.POSITIVE_INFINITY);
    const padToS = video && lacksS > shortAudioToleranceS ? video.durationS : null;
    return {
      id: index === 0 ? "a" : `a${index + 1}`,
      streamIndex: audio.index,
      copy: padToS === null && copyable(audio),
      language: audio.language,
      name: unusedName(audio.title ?? audio.language ?? (index === 0 ? "Main" : `Track ${index + 1}`), names),
      bitrate: 128_000,
      sampleRate: 48_000,
      channels: 2,
      padToS,
    };
  });
  const [main] = audios;
  const [plan] = plans;
  if (main && plan && main.codec === "aac" && main.profile === "LC" && main.channels === 6) {
    const name = unusedName(`${plan.name} 5.1`, names);
    plans.push({ ...plan, id: "a-surround", copy: true, name, channels: 6, padToS: null });
  }
  return plans;
}

/** A name as a playlist can carry it, different from all before. */
function unusedName(wanted: string, names: Set<string>): string {
  const base =
    wanted
      .replace(/["\p{Cc}]/gu, " ")
      .trim()
      .slice(0, 100) || "Sound";
  let name = base;
  for (let count = 2; names.has(name); count++) name = `${base} ${count}`;
  names.add(name);
  return name;
}
