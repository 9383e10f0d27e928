/** Collects the extremes that ffmpeg measures. */
export interface PeakReader {
  readonly onLine: (line: string) => void;
  /** Lowest and highest in turn, from -32768 to 32767. */
  readonly extremes: readonly number[];
}

/** Reads the lines of `ametadata` about what `astats` measured: the lowest of a point comes before its highest. */
export function readPeaks(): PeakReader {
  const extremes: number[] = [];
  return {
    extremes,
    onLine: (line) => {
      const level = /^lavfi\.astats\.Overall\.(?:Min|Max)_level=(-?[\d.]+)$/.exec(line)?.[1];
      if (level !== undefined) extremes.push(Number(level));
    },
  };
}
