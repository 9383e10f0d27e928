import { ExtraFailure } from "./extra-failure.ts";
import type { Workplace } from "./workplace.ts";

interface RunOptions {
  /** Seconds after which it is killed. */
  readonly timeLimitS: number;
  readonly onLine?: (line: string) => void;
}

const longestComplaint = 500;

/**
 * Runs ffmpeg in the workplace's directory to a good end.
 *
 * @throws ExtraFailure when it fails or takes too long
 * @throws the signal's reason
 */
export async function runFfmpeg(
  argv: readonly string[],
  workplace: Workplace,
  options: RunOptions,
): Promise<void> {
  const { timeLimitS, onLine } = options;
  const { exitCode, timedOut, stderr } = await workplace.ffmpeg(argv, {
    timeoutMs: timeLimitS * 1000,
    ...(onLine ? { onLine } : {}),
  });
  if (timedOut) throw new ExtraFailure(`ffmpeg took more than ${timeLimitS} s`);
  if (exitCode !== 0) throw new ExtraFailure(`ffmpeg: ${stderr.trim().slice(-longestComplaint)}`);
}
