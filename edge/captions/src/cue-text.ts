import { readTimeMs, writeTime } from "./cue-times.ts";

interface ShownTimes {
  /** Whole milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
}

const tag = /<(\/?)([a-z]+)((?:\.[^\s.<>/]+)*)(?:\s([^<>]*))?\/?>|<(\d[\d:.]*)>/gi;
const kept = new Set(["b", "i", "u", "c", "v", "lang", "ruby", "rt"]);
const longestAnnotation = 200;
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

/**
 * Turns the text of a cue into WebVTT's: its few elements are kept and properly nested, all other tags are taken out, and
 * every other character is text. No line of the result is empty, and none contains `-->`.
 *
 * @returns an empty text when nothing would be seen
 * @see https://www.w3.org/TR/webvtt1/#webvtt-cue-text
 */
export function cleanCueText(source: string, shown: ShownTimes): string {
  const open: string[] = [];
  let written = "";
  let hasText = false;
  const writeText = (raw: string) => {
    const text = decodeReferences(raw);
    hasText ||= /\S/.test(text);
    written += escapeCueText(text);
  };
  let end = 0;
  for (const match of source.matchAll(tag)) {
    const [whole, slash, stated = "", classes = "", annotation = "", time] = match;
    writeText(source.slice(end, match.index));
    end = match.index + whole.length;
    const name = stated.toLowerCase();
    if (time !== undefined) written += timestampTag(time, shown);
    else if (slash === "/") written += closingTags(open, open.lastIndexOf(name));
    else if (name === "br") written += "\n";
    else written += openingTag(name, classes, annotation, open);
  }
  writeText(source.slice(end));
  written += closingTags(open, 0);
  return hasText ? withoutEmptyLines(written) : "";
}

/** Writes any text so that WebVTT reads it as such; line feeds stay. */
export function escapeCueText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\u00a0", "&nbsp;");
}

function timestampTag(time: string, { startMs, endMs }: ShownTimes): string {
  const ms = readTimeMs(time);
  return ms !== null && ms > startMs && ms < endMs ? `<${writeTime(ms)}>` : "";
}

function openingTag(name: string, classes: string, annotation: string, open: string[]): string {
  if (!kept.has(name) || (name === "rt" && open.at(-1) !== "ruby")) return "";
  const takesAnnotation = name === "v" || name === "lang";
  const said = takesAnnotation ? cleanAnnotation(annotation) : "";
  if (takesAnnotation && said === "") return "";
  open.push(name);
  const keptClasses = classes.split(".").filter((word) => /^\w+(-\w+)*$/.test(word));
  return `<${[name, ...keptClasses].join(".")}${said === "" ? "" : ` ${said}`}>`;
}

/** Hyphens at the end would make an arrow of the tag's end. */
function cleanAnnotation(annotation: string): string {
  const text = decodeReferences(annotation).replaceAll(/\s+/g, " ").slice(0, longestAnnotation);
  return escapeCueText(
    text
      .toWellFormed()
      .replace(/[-/\s]+$/, "")
      .trim(),
  );
}

/** Closes the element at that position, and with it everything within; nothing when there is none. */
function closingTags(open: string[], position: number): string {
  if (position === -1) return "";
  const closed = open.splice(position).reverse();
  return closed.map((element) => `</${element}>`).join("");
}

function decodeReferences(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = point >= 0x20 && !(point >= 0x7f && point < 0xa0) && point <= 0x10ffff;
    return isCharacter ? String.fromCodePoint(point).toWellFormed() : "";
  });
}

function withoutEmptyLines(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join("\n");
}
