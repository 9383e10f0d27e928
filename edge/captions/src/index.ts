/** Captions from anywhere as canonical WebVTT, whole and in segments, for whatever runtime: the Worker, the media worker. */
export { CaptionsError } from "./captions-error.ts";
export type { Cue } from "./cue.ts";
export { escapeCueText } from "./cue-text.ts";
export { cuesToSegments, type SubtitleSegment } from "./cues-to-segments.ts";
export { maximumCaptionBytes, type NormalizedCaptions, normalizeCaptions } from "./normalize-captions.ts";
export { renderVtt } from "./render-vtt.ts";
export { renderSubtitlePlaylist } from "./subtitle-playlist.ts";
