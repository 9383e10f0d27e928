import { brokenClips } from "./zoo/broken-clips.ts";
import { containerClips } from "./zoo/container-clips.ts";
import { pictureClips } from "./zoo/picture-clips.ts";
import { timingClips } from "./zoo/timing-clips.ts";
import { trackClips } from "./zoo/track-clips.ts";
import type { ZooClip } from "./zoo/zoo-clip.ts";

/** One generated file of every kind that pages will get, with what has to become of it. */
export const clipZoo: readonly ZooClip[] = [
  ...pictureClips,
  ...timingClips,
  ...containerClips,
  ...trackClips,
  ...brokenClips,
];
