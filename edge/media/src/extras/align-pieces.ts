import type { PreviewPiece } from "./plan-preview.ts";

/** Seconds after a keyframe at which a piece begins: in some containers ffmpeg looks 3/23 s ahead of what is asked for. */
const leadS = 0.15;

/**
 * Moves each piece to the keyframe nearest to its start, so that nothing before it is decoded in vain; but not beyond the
 * middle between two pieces, so that they still come from all over the source.
 *
 * @param pieces at equal distances
 * @param keyframesS seconds from the source's start
 */
export function alignPieces(
  pieces: readonly PreviewPiece[],
  keyframesS: readonly number[],
): readonly PreviewPiece[] {
  const [first, second] = pieces;
  if (first === undefined || second === undefined) return pieces;
  const furthestS = (second.startS - first.startS - first.lengthS) / 2;
  return pieces.map((piece) => {
    const moves = keyframesS.map((at) => at + leadS - piece.startS);
    const least = moves.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), Number.POSITIVE_INFINITY);
    return Math.abs(least) <= furthestS
      ? { ...piece, startS: piece.startS + least, isAtKeyframe: true }
      : piece;
  });
}
