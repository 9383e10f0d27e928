/** Deeper than any body that is valid. */
const maximumDepth = 32;

/**
 * Why a value that was JSON is not taken, whatever its schema: it is nested too deep, holds half a character, which is no
 * text to any database or client (I-JSON, RFC 7493, 2.1), or the one name that schemas drop without a word. Without recursion: it may be as deep as its size allows.
 *
 * @returns null where nothing is wrong
 */
export function jsonFault(value: unknown): string | null {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximumDepth) return `is nested deeper than ${maximumDepth} levels`;
    if (level.some((item) => typeof item === "string" && !item.isWellFormed())) {
      return "has half of a surrogate pair in a text";
    }
    if (level.some((item) => typeof item === "object" && item !== null && Object.hasOwn(item, "__proto__"))) {
      return "has a field called __proto__, which nothing may be called";
    }
    level = level.flatMap(contentsOf);
  }
  return null;
}

function contentsOf(item: unknown): unknown[] {
  if (Array.isArray(item)) return item;
  return typeof item === "object" && item !== null ? Object.entries(item).flat() : [];
}
