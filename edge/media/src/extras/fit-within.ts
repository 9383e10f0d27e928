interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The size, in even numbers, of a picture shrunk until its longest side is at most `longestSide` pixels; never enlarged. */
export function fitWithin(picture: Size, longestSide: number): Size {
  return shrunk(picture, longestSide / Math.max(picture.width, picture.height));
}

/** As `fitWithin`, but for the shortest side: 720 for what is called 720p, upright or not. */
export function fitShortSide(picture: Size, shortestSide: number): Size {
  return shrunk(picture, shortestSide / Math.min(picture.width, picture.height));
}

function shrunk({ width, height }: Size, factor: number): Size {
  const share = Math.min(1, factor);
  return { width: even(width * share), height: even(height * share) };
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.floor(pixels / 2 + 1e-9));
}
