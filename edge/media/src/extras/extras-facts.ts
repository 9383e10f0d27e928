import type { PicturePlan } from "../plan.ts";
import type { Rational } from "../rational.ts";

/** What is to be known of a source to make its extras. Plain data. */
export interface ExtrasFacts {
  /** Seconds; null where the source does not say. */
  readonly durationS: number | null;
  readonly picture: PictureFacts | null;
  readonly audio: SoundFacts | null;
  readonly textTracks: readonly TextTrack[];
  readonly chapters: readonly Chapter[];
}

export interface PictureFacts extends PicturePlan {
  /** ffmpeg's name, such as `h264`. */
  readonly codec: string;
  /** ffmpeg's name, such as `yuv420p`; null where it is not known. */
  readonly pixelFormat: string | null;
  /** Pixels as displayed, even numbers. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: Rational;
}

export interface SoundFacts {
  readonly streamIndex: number;
  readonly codec: string;
  /** Hz. */
  readonly sampleRate: number;
}

/** A track of subtitles, of text or of pictures. */
export interface TextTrack {
  /** ffmpeg's number of the stream. */
  readonly index: number;
  readonly codec: string;
  /** BCP 47; null where the source does not say. */
  readonly language: string | null;
  readonly title: string | null;
  /** Whether it tells of sounds too, for those who do not hear them. */
  readonly isCaptions: boolean;
  /** Whether it holds only what everybody has to read. */
  readonly isForced: boolean;
}

export interface Chapter {
  /** Seconds from the start of the source. */
  readonly startS: number;
  readonly endS: number;
  readonly title: string;
}
