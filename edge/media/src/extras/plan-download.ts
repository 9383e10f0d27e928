import type { PicturePlan } from "../plan.ts";
import type { Rational } from "../rational.ts";
import type { ExtrasFacts, PictureFacts, SoundFacts } from "./extras-facts.ts";
import { decodingTimeLimitS } from "./extras-limits.ts";
import { fitShortSide } from "./fit-within.ts";

/** A single MP4 that any device plays. */
export interface DownloadPlan {
  readonly picture: DownloadPicture | null;
  readonly sound: { readonly streamIndex: number; readonly copy: boolean } | null;
  readonly timeLimitS: number;
}

export interface DownloadPicture extends PicturePlan {
  /** Whether the stream is taken as it is; the rest is for when it is not. */
  readonly copy: boolean;
  readonly frameRate: Rational;
  /** Pixels, of the whole picture and of one that is encoded. */
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly width: number;
  readonly height: number;
}

const longestShortSide = 720;

/** Plans to copy what plays everywhere as it is, and to encode the rest; null when there is neither picture nor sound. */
export function planDownload({ picture, audio, durationS }: ExtrasFacts): DownloadPlan | null {
  if (picture === null && audio === null) return null;
  return {
    picture: picture && planPicture(picture),
    sound: audio && planSound(audio),
    timeLimitS: decodingTimeLimitS(durationS),
  };
}

/** The same, encoded throughout: for sources whose streams turn out not to fit into an MP4. */
export function withoutCopies(plan: DownloadPlan): DownloadPlan {
  return {
    ...plan,
    picture: plan.picture && { ...plan.picture, copy: false },
    sound: plan.sound && { ...plan.sound, copy: false },
  };
}

function planPicture(picture: PictureFacts): DownloadPicture {
  const { streamIndex, codec, pixelFormat, deinterlace, toneMap, frameRate, width, height } = picture;
  return {
    streamIndex,
    copy: codec === "h264" && pixelFormat === "yuv420p" && !deinterlace && toneMap === null,
    deinterlace,
    toneMap,
    frameRate,
    sourceWidth: width,
    sourceHeight: height,
    ...fitShortSide(picture, longestShortSide),
  };
}

function planSound({ streamIndex, codec }: SoundFacts): DownloadPlan["sound"] {
  return { streamIndex, copy: codec === "aac" };
}
