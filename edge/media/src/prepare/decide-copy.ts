import { needsToneMapping } from "../plan.ts";
import { toNumber } from "../rational.ts";
import type { AudioFacts, ProbedSource } from "../source-facts.ts";
import type { PacketFacts } from "./packet-facts.ts";

/** Whether the video can be published as it is, repackaged; and if not, every reason why. */
export interface CopyDecision {
  readonly copy: boolean;
  readonly reasons: readonly string[];
}

const playableProfiles = ["Constrained Baseline", "Baseline", "Main", "High"];
const playableFormats = ["yuv420p", "yuvj420p"];
const highestLevel = 52;
/** Seconds between keyframes: as long as segments get, and as long as it may take until a player gets to another quality. */
const longestGroupS = 6;
/** Bits per second above which a first frame would come late on an ordinary line. */
const highestBitrate = 12_000_000;
const highestRate = 60.5;
/** Seconds by which a copied track may start before or after zero: about what encoders delay. */
const startToleranceS = 0.06;

export function decideCopy(source: ProbedSource, packets: PacketFacts | null): CopyDecision {
  const { video } = source;
  if (video === null || packets === null) return { copy: false, reasons: ["There is no picture."] };
  const reasons: string[] = [];
  const refuse = (isSo: boolean, reason: string) => {
    if (isSo) reasons.push(reason);
  };
  refuse(video.codec !== "h264", `The video is ${video.codec}, which not every player takes.`);
  if (video.codec === "h264") {
    refuse(
      !playableProfiles.includes(video.profile ?? ""),
      `The profile ${video.profile} of H.264 is not played everywhere.`,
    );
    refuse(
      (video.level ?? 0) > highestLevel,
      `The level ${(video.level ?? 0) / 10} is not played everywhere.`,
    );
    refuse(
      !playableFormats.includes(video.pixelFormat ?? ""),
      `Pictures in ${video.pixelFormat} are not played everywhere.`,
    );
  }
  refuse(needsToneMapping(video), "The colours are of high dynamic range, which not every screen shows.");
  refuse(video.interlaced, "The pictures are interlaced.");
  refuse(video.rotation !== 0, `The pictures are stored turned by ${video.rotation} degrees.`);
  refuse(toNumber(video.pixelShape) !== 1, "The pixels are not square.");
  refuse(
    video.codedWidth % 2 !== 0 ||
      video.codedHeight % 2 !== 0 ||
      video.codedWidth < 16 ||
      video.codedHeight < 16,
    "The picture's size is odd.",
  );
  refuse(toNumber(video.frameRate) > highestRate, "There are more than 60 pictures a second.");
  const bitrate = video.bitrate ?? source.bitrate;
  refuse(
    (bitrate ?? 0) > highestBitrate,
    `It takes ${Math.round((bitrate ?? 0) / 1e6)} Mbit/s, more than ordinary lines carry.`,
  );
  refuse(!packets.startsWithKeyframe, "It does not start with a keyframe.");
  refuse(packets.longestGroupS > longestGroupS, `Keyframes are more than ${longestGroupS} s apart.`);
  refuse(packets.openGroups, "It has open groups of pictures: it cannot be played from every keyframe.");
  refuse(packets.oddTimes, "Times are missing, out of order, or cut off by an edit list.");
  refuse(
    video.startS > 0.5 / toNumber(video.frameRate),
    `The picture starts ${video.startS.toFixed(3)} s after the sound.`,
  );
  return { copy: reasons.length === 0, reasons };
}

/** Whether an audio track can be published as it is. */
export function canCopyAudio(audio: AudioFacts): boolean {
  return (
    audio.codec === "aac" &&
    audio.profile === "LC" &&
    audio.channels >= 1 &&
    audio.channels <= 2 &&
    [32_000, 44_100, 48_000].includes(audio.sampleRate) &&
    // An edit list that cuts more away than that is heard when the track is published as it is.
    audio.startS !== null &&
    Math.abs(audio.startS) <= startToleranceS
  );
}
