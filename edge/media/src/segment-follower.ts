import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listSegments } from "./media-playlist.ts";

/**
 * Hands on every segment that the growing playlists list, so that it is uploaded while encoding goes on.
 *
 * @param ids of the renditions, each a directory
 */
export async function followSegments(
  directory: string,
  ids: readonly string[],
  onSegment: (path: string) => void,
): Promise<void> {
  for (const id of ids) {
    for (const { name } of listSegments(await readPlaylist(directory, id))) onSegment(`${id}/${name}`);
  }
}

/** The playlist that ffmpeg has written so far; empty as long as there is none. */
export async function readPlaylist(directory: string, id: string): Promise<string> {
  try {
    return await readFile(join(directory, id, "playlist.m3u8"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
