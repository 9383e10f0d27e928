import { allowedFormats } from "./container-format.ts";

/** Options that keep ffmpeg and ffprobe to the one local file, whatever it says. They go before the input. */
export const inputGuard: readonly string[] = [
  "-protocol_whitelist",
  "file",
  "-format_whitelist",
  allowedFormats.join(","),
];
