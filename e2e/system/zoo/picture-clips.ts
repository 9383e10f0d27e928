import { flashAndBeep, h264 } from "./flash-and-beep.ts";
import { playable, type ZooClip } from "./zoo-clip.ts";

const hdrTags = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc";

/** Sizes, shapes, depths and colours. */
export const pictureClips: readonly ZooClip[] = [
  playable("portrait.mp4", "phones record upright: the ladder goes by the short side", [
    ...flashAndBeep({ size: "360x640", rate: 30 }),
    ...h264,
  ]),
  playable("ten-bit.mp4", "H.264 High 10, which no browser decodes: must not be passed through", [
    ...flashAndBeep(),
    ..."-c:v libx264 -preset ultrafast -profile:v high10 -pix_fmt yuv420p10le -c:a aac".split(" "),
  ]),
  playable("hdr-hevc.mp4", "HDR10 as phones record it: has to be tone mapped, not washed out", [
    ...flashAndBeep(),
    ..."-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1 -c:a aac".split(" "),
    ...["-x265-params", `log-level=error:${hdrTags}`],
  ]),
  playable(
    "hdr-h264.mp4",
    "H.264 in 8 bits tagged with HDR colours: its codec is playable, its colours are not",
    [
      ...flashAndBeep(),
      ...h264,
      ..."-color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc".split(" "),
    ],
  ),
  playable("uhd.mp4", "4K: more than the top of the ladder, and the most work a frame", [
    ...flashAndBeep({ size: "3840x2160", seconds: 1, at: 0.4 }),
    ...h264,
  ]),
  playable("rotated.mp4", "stored lying down with a display matrix: has to be turned upright", [
    ...flashAndBeep(),
    ...h264,
    ..."-metadata:s:v:0 rotate=90".split(" "),
  ]),
  playable("wide-pixels.mp4", "pixels twice as wide as high: the picture has to become wider", [
    ...flashAndBeep({ size: "320x360", filters: ["setsar=2"] }),
    ...h264,
  ]),
  playable(
    "interlaced.mp4",
    "fields of different times in a frame: combs unless deinterlaced, but the rate stays",
    [
      ...flashAndBeep({ rate: 50, filters: ["tinterlace=interleave_top", "fieldorder=tff"] }),
      ...h264,
      ..."-r 25 -flags +ildct+ilme -x264-params tff=1".split(" "),
    ],
  ),
];
