import type { AudioFacts, ProbedSource, VideoFacts } from "../source-facts.ts";

/** Facts of an ordinary recording: ten seconds of 720p at 30 frames a second with stereo sound. */
export const sampleVideo: VideoFacts = {
  index: 0,
  trackId: 1,
  codec: "h264",
  profile: "High",
  level: 31,
  pixelFormat: "yuv420p",
  codedWidth: 1280,
  codedHeight: 720,
  pixelShape: { numerator: 1, denominator: 1 },
  rotation: 0,
  width: 1280,
  height: 720,
  frameRate: { numerator: 30, denominator: 1 },
  interlaced: false,
  color: { space: null, primaries: null, transfer: null },
  durationS: 10,
  startS: 0,
  bitrate: 2_000_000,
};

export const sampleAudio: AudioFacts = {
  index: 1,
  codec: "aac",
  profile: "LC",
  channels: 2,
  sampleRate: 44100,
  durationS: 10,
  startS: 0,
  language: null,
  title: null,
};

export const sampleSource: ProbedSource = {
  container: "mov,mp4,m4a,3gp,3g2,mj2",
  durationS: 10,
  video: sampleVideo,
  audios: [sampleAudio],
  bitrate: 2_128_000,
};
