import { maximumDurationS } from "../limits.ts";
import type { SoundFacts } from "./extras-facts.ts";
import { decodingTimeLimitS } from "./extras-limits.ts";

export interface WaveformPlan {
  readonly streamIndex: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Samples of a channel for which one pair of extremes stands. */
  readonly samplesPerPoint: number;
  /** Hz, of the sound that the picture is drawn from. */
  readonly pictureSampleRate: number;
  readonly timeLimitS: number;
}

const points = 2000;
const fewestSamplesPerPoint = 64;
/** ffmpeg keeps all the sound that it draws, two bytes a sample, so long recordings are drawn more coarsely. */
const maximumPictureSamples = 32_000_000;

/** Plans a waveform of some 2000 points, or of fewer for less than a few seconds. */
export function planWaveform(sound: SoundFacts, durationS: number | null): WaveformPlan {
  const sampleRate = sound.sampleRate > 0 ? sound.sampleRate : 48_000;
  const assumedS = durationS ?? maximumDurationS;
  return {
    streamIndex: sound.streamIndex,
    sampleRate,
    samplesPerPoint: Math.max(fewestSamplesPerPoint, Math.ceil((assumedS * sampleRate) / points)),
    pictureSampleRate: Math.min(8000, Math.max(500, Math.floor(maximumPictureSamples / assumedS))),
    timeLimitS: decodingTimeLimitS(durationS),
  };
}
