/** One step of quality: square pixels, both sides even, and a limit in bits per second. */
export interface Rung {
  readonly width: number;
  readonly height: number;
  readonly maximumBitrate: number;
}

const shortSides = [2160, 1440, 1080, 720, 540, 360, 240, 144];
const highestShortSide = 1080;
const highestLongSide = 3840;
/** The next rung has at most this share of a rung's height: closer ones look the same. */
const step = 0.75;
const fewest = 3;

/** Bits per second of 1280 × 720 at 30 frames a second, from which the others follow. */
const referenceBitrate = 2_700_000;
const referencePixelRate = 1280 * 720 * 30;
const highestBitrate = 8_000_000;
/** Between rungs of the same size. */
const leanerShare = 0.55;

/**
 * The rungs to encode, best first: the source's own size (up to 1080 on the short side), then ever smaller ones, never
 * one above the source. A source too small for three sizes gets its smallest size again with fewer bits.
 *
 * @param width pixels as displayed, even
 * @param height pixels as displayed, even
 * @param framesPerSecond of the encoded video
 * @param factor on the bit rates, by what the content takes
 */
export function makeLadder(width: number, height: number, framesPerSecond: number, factor = 1): Rung[] {
  const short = Math.min(width, height);
  const top = Math.min(1, highestShortSide / short, highestLongSide / Math.max(width, height));
  const sides = descend(short * top);
  const rungs = sides.map((side) => {
    const size = { width: even((width * side) / short), height: even((height * side) / short) };
    return { ...size, maximumBitrate: bitrateFor(size.width * size.height * framesPerSecond, factor) };
  });
  for (let last = rungs.at(-1); last !== undefined && rungs.length < fewest; last = rungs.at(-1)) {
    rungs.push({ ...last, maximumBitrate: roundTo(1000, last.maximumBitrate * leanerShare) });
  }
  return rungs;
}

/** Short sides from `top` downwards. */
function descend(top: number): number[] {
  const most = top >= 720 ? 4 : fewest;
  const sides = [top];
  let above = top;
  for (const side of shortSides) {
    if (sides.length === most) break;
    if (side <= above * step) {
      sides.push(side);
      above = side;
    }
  }
  return sides;
}

/** Larger pictures need fewer bits a pixel: neighbouring pixels resemble one another more. */
function bitrateFor(pixelRate: number, factor: number): number {
  const bitrate = factor * referenceBitrate * (pixelRate / referencePixelRate) ** 0.75;
  return roundTo(1000, Math.min(highestBitrate, Math.max(64_000, bitrate)));
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}

function roundTo(unit: number, value: number): number {
  return Math.max(unit, Math.round(value / unit) * unit);
}
