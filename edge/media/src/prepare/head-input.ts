import type { OpenInput } from "../input-guard.ts";
import { followFile } from "../source/follow-file.ts";
import type { SourceFile } from "../source/growing-file.ts";
import { turnedStream } from "../source/turned-stream.ts";
import type { Head } from "./wait-for-head.ts";

/** How tools read a source that begins with `head`: what still comes, as it comes. */
export function headInput(source: SourceFile, head: Head, signal: AbortSignal): OpenInput {
  switch (head.kind) {
    case "whole":
      return { kind: "file", path: source.path };
    case "streamable":
      return { kind: "pipe", open: () => followFile(source, signal) };
    case "turned":
      return { kind: "pipe", open: () => turnedStream(source, head.turned, signal) };
  }
}
