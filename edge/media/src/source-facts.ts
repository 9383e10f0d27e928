import type { Rational } from "./rational.ts";

/** What is to be known of a source's picture. Plain data. */
export interface VideoFacts {
  /** ffmpeg's number of the stream. */
  readonly index: number;
  /** The container's own number of the track; null where it has none. */
  readonly trackId: number | null;
  readonly codec: string;
  /** ffmpeg's name, such as `High`; null where it says none. */
  readonly profile: string | null;
  /** As ffmpeg gives it: 41 for level 4.1 of H.264. */
  readonly level: number | null;
  readonly pixelFormat: string | null;
  readonly codedWidth: number;
  readonly codedHeight: number;
  /** Shape of a stored pixel, width over height. */
  readonly pixelShape: Rational;
  /** Degrees, clockwise, by which the stored picture is turned for display. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Pixels as displayed, were they square: rotation and pixel shape applied, rounded down to even numbers. */
  readonly width: number;
  readonly height: number;
  /** Constant rate to encode with: 1 to 60 frames a second. */
  readonly frameRate: Rational;
  readonly interlaced: boolean;
  readonly color: ColorFacts;
  /** Seconds, where the stream says so. */
  readonly durationS: number | null;
  /** Seconds from the start of the file to the first picture. */
  readonly startS: number;
  /** Bits per second, where the stream says so. */
  readonly bitrate: number | null;
}

/** ffmpeg's names; null where the stream says nothing. */
interface ColorFacts {
  readonly space: string | null;
  readonly primaries: string | null;
  readonly transfer: string | null;
}

export interface AudioFacts {
  readonly index: number;
  readonly codec: string;
  readonly profile: string | null;
  readonly channels: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly durationS: number | null;
  /** Seconds from the start of the file to the first packet: negative where an encoder's delay comes before it. */
  readonly startS: number | null;
  /** BCP 47 or ISO 639-2, as the file says; null where it says nothing. */
  readonly language: string | null;
  /** What the file calls the track. */
  readonly title: string | null;
}

/** What a source turned out to be: the one video track that is used, and the audio tracks. */
export interface ProbedSource {
  /** ffmpeg's format name, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly container: string;
  readonly durationS: number | null;
  readonly video: VideoFacts | null;
  /** The main track first; at most eight. */
  readonly audios: readonly AudioFacts[];
  /** Bits per second of everything; null where it is not known. */
  readonly bitrate: number | null;
}
