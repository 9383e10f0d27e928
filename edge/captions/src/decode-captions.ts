import { CaptionsError } from "./captions-error.ts";

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** Reads the text of a caption file, in UTF-8 or UTF-16, with line feeds alone between its lines.
 *
 * @throws CaptionsError when it is in another encoding
 */
export function decodeCaptions(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const line = encoding === "utf-8" ? firstBadLine(bytes) : null;
    throw new CaptionsError(line, "The text is not in UTF-8: save the file in that encoding", {
      cause: error,
    });
  }
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(controlCharacters, "");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const controlCharacters = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** By its byte order mark or, without one, by where the zeros of its first character are. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== undefined && first !== 0 && second === 0) return "utf-16le";
  if (first === 0 && second !== undefined && second !== 0) return "utf-16be";
  return "utf-8";
}

function firstBadLine(bytes: Uint8Array): number {
  const lineFeed = 0x0a;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}
