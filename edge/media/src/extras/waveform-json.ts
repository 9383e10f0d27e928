/**
 * The waveform as audiowaveform writes it, in its version 2 with 8 bits.
 *
 * @see https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md
 */
export interface Waveform {
  readonly version: 2;
  readonly channels: 1;
  /** Hz. */
  readonly sample_rate: number;
  readonly samples_per_pixel: number;
  readonly bits: 8;
  /** How many pairs of lowest and highest there are. */
  readonly length: number;
  /** Lowest and highest in turn, from -128 to 127. */
  readonly data: readonly number[];
}

interface Measurement {
  /** Hz. */
  readonly sampleRate: number;
  readonly samplesPerPoint: number;
  /** Lowest and highest in turn, from -32768 to 32767. */
  readonly extremes: readonly number[];
}

/** Neighbouring points are put together while there are more than this. */
const maximumPoints = 4000;

/** The waveform of what was measured, however long the source turned out to be. */
export function waveformJson({ sampleRate, samplesPerPoint, extremes }: Measurement): Waveform {
  const joined = Math.max(1, Math.ceil(extremes.length / 2 / maximumPoints));
  const data: number[] = [];
  for (let from = 0; from < extremes.length; from += 2 * joined) {
    const points = extremes.slice(from, from + 2 * joined);
    data.push(eightBits(Math.min(...points)), eightBits(Math.max(...points)));
  }
  return {
    version: 2,
    channels: 1,
    sample_rate: sampleRate,
    samples_per_pixel: samplesPerPoint * joined,
    bits: 8,
    length: data.length / 2,
    data,
  };
}

function eightBits(level: number): number {
  return Math.max(-128, Math.min(127, Math.floor(level / 256)));
}
