import { makeLadder } from "./ladder.ts";
import { encodingTimeLimitS } from "./limits.ts";
import { type Rational, toNumber } from "./rational.ts";
import type { AudioFacts, ProbedSource, VideoFacts } from "./source-facts.ts";

/** All that is decided about an encoding, as plain data that can be stored, sent and compared. */
export interface EncodingPlan {
  readonly durationS: number | null;
  readonly segmentS: number;
  readonly keyframeS: number;
  readonly timeLimitS: number;
  readonly video: VideoPlan | null;
  readonly audio: AudioPlan | null;
  readonly poster: PosterPlan | null;
}

export interface VideoPlan extends PicturePlan {
  readonly frameRate: Rational;
  /** Colours to declare; null: nothing is known, so nothing is said. */
  readonly colorTags: "bt709" | null;
  /** Best first. */
  readonly renditions: readonly VideoRenditionPlan[];
}

/** How the source's picture becomes one with square pixels in standard dynamic range. */
interface PicturePlan {
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

const segmentS = 4;
const keyframeS = 2;
const longestPosterSide = 1280;
/** Audio that ends this much earlier than the picture is left as it is. */
const shortAudioToleranceS = 0.1;

/** Decides what to make of a source. */
export function planEncoding(source: ProbedSource, sizeBytes: number): EncodingPlan {
  const { video, audio, durationS } = source;
  return {
    durationS,
    segmentS,
    keyframeS,
    timeLimitS: encodingTimeLimitS(durationS, sizeBytes),
    video: video && planVideo(video),
    audio: audio && planAudio(audio, video),
    poster: video && planPoster(video, durationS),
  };
}

function planVideo(video: VideoFacts): VideoPlan {
  const rungs = makeLadder(video.width, video.height, toNumber(video.frameRate));
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
  const isBt709 = picture.toneMap !== null || video.color.space === "bt709";
  return { ...picture, frameRate: video.frameRate, colorTags: isBt709 ? "bt709" : null, renditions };
}

function planPicture(video: VideoFacts): PicturePlan {
  return { streamIndex: video.index, deinterlace: video.interlaced, toneMap: planToneMap(video) };
}

function planToneMap({ color }: VideoFacts): ToneMapPlan | null {
  const { transfer } = color;
  if (transfer !== "smpte2084" && transfer !== "arib-std-b67") return null;
  return { transfer, primaries: color.primaries ?? "bt2020", matrix: color.space ?? "bt2020nc" };
}

function planAudio(audio: AudioFacts, video: VideoFacts | null): AudioPlan {
  const lacksS = (video?.durationS ?? 0) - (audio.durationS ?? Number.POSITIVE_INFINITY);
  return {
    id: "a",
    streamIndex: audio.index,
    bitrate: 128_000,
    sampleRate: 48_000,
    channels: 2,
    padToS: video && lacksS > shortAudioToleranceS ? video.durationS : null,
  };
}

function planPoster(video: VideoFacts, durationS: number | null): PosterPlan {
  const shrink = Math.min(1, longestPosterSide / Math.max(video.width, video.height));
  return {
    ...planPicture(video),
    fromS: Math.min(60, (video.durationS ?? durationS ?? 0) * 0.1),
    candidates: 48,
    width: Math.max(2, 2 * Math.floor((video.width * shrink) / 2)),
    height: Math.max(2, 2 * Math.floor((video.height * shrink) / 2)),
  };
}
