import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const commands = {
  ffmpeg: process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg",
  ffprobe: (process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg").replace(/ffmpeg$/, "ffprobe"),
};

/**
 * What a run of ffmpeg or ffprobe wrote to its standard output.
 *
 * @throws Error when it ends with an exit code other than 0
 */
export async function runMediaTool(command: keyof typeof commands, args: readonly string[]): Promise<string> {
  const { stdout } = await run(commands[command], ["-v", "error", ...args], { maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}
