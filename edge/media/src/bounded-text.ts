/** Text of which the beginning and the end are kept, however much of it comes. */
export interface BoundedText {
  add(text: string): void;
  toString(): string;
}

/** @param headLimit characters kept of the beginning @param tailLimit characters kept of the end */
export function boundedText(headLimit: number, tailLimit: number): BoundedText {
  let head = "";
  let tail = "";
  let isCut = false;
  return {
    add(text) {
      const room = headLimit - head.length;
      head += text.slice(0, room);
      const rest = tail + text.slice(room);
      isCut ||= rest.length > tailLimit;
      tail = rest.slice(-tailLimit);
    },
    toString: () => (isCut ? `${head}\n…\n${tail}` : head + tail),
  };
}
