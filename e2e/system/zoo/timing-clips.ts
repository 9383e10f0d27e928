import { beep, flash, flashAndBeep, h264 } from "./flash-and-beep.ts";
import { playable, type ZooClip } from "./zoo-clip.ts";

/** A filter that keeps the frames of an irregular pattern, with their own times. */
const irregular = "select='not(mod(n,3))+gt(mod(n,7),4)'";

/** Frame rates, lengths and keyframes. */
export const timingClips: readonly ZooClip[] = [
  playable("fifty.mp4", "50 frames a second, with keyframes at odd places", [
    ...flashAndBeep({ rate: 50 }),
    ...h264,
    ..."-g 70".split(" "),
  ]),
  playable("sixty.mp4", "60 frames a second: the highest rate that is kept", [
    ...flashAndBeep({ rate: 60 }),
    ...h264,
  ]),
  playable("variable-rate.mp4", "screen recorders and phones: every frame has a time of its own", [
    ...flashAndBeep({ rate: 60, filters: [irregular] }),
    ...h264,
    ..."-vsync vfr -enc_time_base 1/60000 -video_track_timescale 60000".split(" "),
  ]),
  playable("still-gap.mp4", "a picture that stands still for three seconds in a variable rate", [
    ...flashAndBeep({ rate: 30, seconds: 6, filters: ["select='lt(t,1.5)+gt(t,4.5)'"] }),
    ...h264,
    ..."-vsync vfr".split(" "),
  ]),
  playable("one-second.mp4", "shorter than a segment", [...flashAndBeep({ seconds: 1, at: 0.4 }), ...h264]),
  playable("one-frame.mp4", "nothing to divide, and a rate of one frame", [
    ...flash({ seconds: 0.04 }),
    ...h264,
  ]),
  {
    ...playable("three-hours.mp4", "long and nearly empty: thousands of segments at one frame a second", [
      ..."-f lavfi -i color=black:size=128x72:rate=1:duration=10800".split(" "),
      ...h264,
      ..."-g 60".split(" "),
    ]),
    slow: true,
  },
  playable("sparse-keyframes.mp4", "one keyframe in 30 s: a copy of it could only start at zero", [
    ...flashAndBeep({ size: "320x180", rate: 10, seconds: 30, at: 7 }),
    ...h264,
    ..."-g 9999 -sc_threshold 0".split(" "),
  ]),
  playable(
    "late-sparse-keyframes.mp4",
    "keyframes that stop coming after the first seconds that are looked at",
    [
      ...flashAndBeep({ size: "320x180", rate: 10, seconds: 40, at: 7 }),
      ...h264,
      ..."-g 9999 -sc_threshold 0 -force_key_frames 0,2,4,6,8,10,12,14".split(" "),
    ],
  ),
  playable("open-gop.mp4", "pictures that need the group before theirs: not every keyframe is a cut", [
    ...flashAndBeep(),
    ..."-c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac".split(" "),
    ..."-x264-params open-gop=1:keyint=24:min-keyint=24:bframes=3:scenecut=0".split(" "),
  ]),
  playable("late-sound.mp4", "sound that begins half a second after the picture, by an edit list", [
    ...flash(),
    ..."-itsoffset 0.5".split(" "),
    ...beep({ seconds: 2.5, at: 0.5 }),
    ...h264,
  ]),
];
