import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedFile } from "@firstframe/contract";
import { ifThere } from "../if-there.ts";
import { ExtraFailure } from "./extra-failure.ts";

interface FileDescription extends Pick<ProducedFile, "path" | "kind" | "text_track"> {
  /** BCP 47. */
  readonly language?: string | null;
  /** Pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Bytes at which ffmpeg was told to stop; a file that has come so far is cut off. */
  readonly limitBytes?: number;
}

/**
 * Describes a file that was written at `path` below `directory`, which is also what it is called by.
 *
 * @throws ExtraFailure when it is not there, is empty or was cut off
 */
export async function describeFile(directory: string, description: FileDescription): Promise<ProducedFile> {
  const { path, kind, language = null, size, limitBytes, text_track } = description;
  const bytes = (await ifThere(stat(join(directory, path))))?.size ?? 0;
  if (bytes === 0) throw new ExtraFailure(`ffmpeg wrote nothing into ${path}`);
  if (limitBytes !== undefined && bytes >= limitBytes) {
    throw new ExtraFailure(`${path} would be larger than ${limitBytes} bytes`);
  }
  return {
    name: path,
    path,
    kind,
    language,
    width: size?.width ?? null,
    height: size?.height ?? null,
    size_bytes: bytes,
    ...(text_track && { text_track }),
  };
}
