/** ffmpeg's input of a small text without a file. */
export function dataInput(format: string, text: string): string[] {
  return ["-f", format, "-i", `data:text/plain;base64,${Buffer.from(text).toString("base64")}`];
}
