import { makeClip } from "../clips.ts";
import { flashAndBeep, h264 } from "./flash-and-beep.ts";
import { withPictureSize } from "./patch-mp4.ts";
import { trimmedClip } from "./trimmed-clip.ts";
import { playable, type ZooClip } from "./zoo-clip.ts";

const plain = [...flashAndBeep(), ...h264];

/** Layouts of files, and times that do not begin at zero. */
export const containerClips: readonly ZooClip[] = [
  playable("moov-last.mp4", "the index behind the data: nothing is known before the last byte", plain),
  playable("moov-first.mp4", "the index in front, for a source that is read while it grows", [
    ...plain,
    ..."-movflags +faststart".split(" "),
  ]),
  playable("fragmented.mp4", "no index at all, only fragments: no duration is stated", [
    ...plain,
    ..."-movflags frag_keyframe+empty_moov+default_base_moof -g 25".split(" "),
  ]),
  {
    name: "edit-list.mp4",
    why: "trimmed in the middle of a group of pictures: what lies before the cut must not show",
    expected: { status: "ready", tolerance: {} },
    make: trimmedClip,
  },
  playable("offset.ts", "a transport stream whose clock began long ago", [
    ...plain,
    ..."-output_ts_offset 5000".split(" "),
  ]),
  playable("wrapping.ts", "the 33-bit clock of a transport stream runs over in mid-play", [
    ...plain,
    // 2 ** 33 ticks at 90 kHz are 95443.717 s.
    ..."-output_ts_offset 95442".split(" "),
  ]),
  {
    name: "zero-size.mp4",
    why: "a header that says 0 × 0, while the coded picture has a size: decoders go by the latter",
    expected: { status: "ready", tolerance: {} },
    make() {
      const { buffer } = makeClip("whole.mp4", "", plain);
      return { name: "zero-size.mp4", mimeType: "", buffer: withPictureSize(buffer, 0, 0) };
    },
  },
];
