import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clip, makeClip } from "../clips.ts";
import { flashAndBeep, h264 } from "./flash-and-beep.ts";

/** Cut at 0.7 s without encoding anew: the file begins with the keyframe before, and an edit list hides the rest. */
export function trimmedClip(): Clip {
  const whole = makeClip("whole.mp4", "", [
    ...flashAndBeep({ seconds: 4, at: 2 }),
    ...h264,
    ..."-g 50".split(" "),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "firstframe-whole-"));
  try {
    const path = join(folder, whole.name);
    writeFileSync(path, whole.buffer);
    return makeClip("edit-list.mp4", "", ["-ss", "0.7", "-i", path, "-c", "copy"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
