/** A range as asked for: `end` exclusive, null for «to the end»; a negative start for «the last −start bytes». */
export interface RequestedRange {
  readonly start: number;
  readonly end: number | null;
}

/** Reads a `Range` header with one range in bytes; null for none, several, or one that is not understood (RFC 9110, 14.2). */
export function readRange(header: string | null | undefined): RequestedRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match) return null;
  const [, first = "", last = ""] = match;
  if (first === "") return Number(last) > 0 ? { start: -Number(last), end: null } : null;
  if (last === "") return { start: Number(first), end: null };
  return Number(last) >= Number(first) ? { start: Number(first), end: Number(last) + 1 } : null;
}

/** `Content-Range` of a partial answer. */
export function contentRange(range: { start: number; end: number }, size: number): string {
  return `bytes ${range.start}-${range.end - 1}/${size}`;
}
