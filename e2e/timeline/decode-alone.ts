import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/**
 * Decodes a segment with its initialization segment and nothing else.
 *
 * @returns what the decoder complains about; null when it does not
 */
export async function decodeAlone(init: Uint8Array, segment: Uint8Array): Promise<string | null> {
  const args = ["-v", "error", "-xerror", "-i", "pipe:0", "-f", "null", "-"];
  const child = spawn(process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg", args, { stdio: ["pipe", "ignore", "pipe"] });
  const ended = new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
  // It stops reading when it gives up; its exit code tells.
  child.stdin.on("error", () => undefined);
  child.stdin.end(Buffer.concat([init, segment]));
  const [code, complaint] = await Promise.all([ended, text(child.stderr)]);
  return code === 0 && complaint === "" ? null : `${complaint.trim()} (exit code ${code})`;
}
