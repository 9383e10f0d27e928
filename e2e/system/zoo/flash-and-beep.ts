interface FlashAndBeep {
  /** Pixels, such as `640x360`. */
  readonly size?: string;
  /** Frames a second. */
  readonly rate?: number;
  readonly seconds?: number;
  /** Seconds at which the flash and the beep begin. */
  readonly at?: number;
  /** Further video filters. */
  readonly filters?: readonly string[];
}

/** Seconds that the flash and the beep last. */
const length = 0.2;

/** ffmpeg's input of a moving picture that turns white once: its mean brightness tells when. */
export function flash({
  size = "640x360",
  rate = 25,
  seconds = 3,
  at = 1,
  filters = [],
}: FlashAndBeep = {}): string[] {
  // Half a frame early, so that rounding does not decide which frame is the first white one.
  const begin = at - 0.5 / rate;
  const white = `drawbox=color=white:t=fill:enable='between(t,${begin},${begin + length})'`;
  const picture = `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`;
  return ["-f", "lavfi", "-i", [picture, white, ...filters].join(",")];
}

/** ffmpeg's input of silence with one beep of 1 kHz in it. */
export function beep({ seconds = 3, at = 1 }: FlashAndBeep = {}, layout = "stereo"): string[] {
  const tone = `if(between(t,${at},${at + length}),0.8*sin(2*PI*1000*t),0)`;
  const channels = layout === "5.1" ? 6 : 2;
  const sound = Array(channels).fill(tone).join("|");
  return [
    "-f",
    "lavfi",
    "-i",
    `aevalsrc=exprs='${sound}':channel_layout=${layout}:sample_rate=48000:duration=${seconds}`,
  ];
}

/** Both inputs, the picture first. */
export function flashAndBeep(options: FlashAndBeep = {}): string[] {
  return [...flash(options), ...beep(options)];
}

/** Cheap H.264 with AAC. */
export const h264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -b:a 96k".split(" ");
