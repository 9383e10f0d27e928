import { allowedFormats } from "./container-format.ts";

interface FileInput {
  readonly kind: "file";
  readonly path: string;
}

/** Where ffmpeg and ffprobe read the source: a file, or their own standard input. */
export type SourceInput = FileInput | { readonly kind: "pipe" };

/** The same with what comes by the pipe: all of it, whenever it is opened. */
export type OpenInput = FileInput | { readonly kind: "pipe"; readonly open: () => AsyncIterable<Uint8Array> };

/** Options that keep ffmpeg and ffprobe to the one local file or the one pipe, whatever it says. They go before the input. */
export function inputGuard({ kind }: SourceInput): string[] {
  return ["-protocol_whitelist", kind, "-format_whitelist", allowedFormats.join(",")];
}

/** What the tools call the input. */
export function inputName(input: SourceInput): string {
  return input.kind === "pipe" ? "pipe:0" : `file:${input.path}`;
}
