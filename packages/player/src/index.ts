/** The class without its registration: import `@firstframe/player/define` to use `<firstframe-player>`. */

export type { Preload } from "./engine.ts";
export { MediaApiElement } from "./media-api-element.ts";
export { FirstframePlayer } from "./player-element.ts";
export type { PlayerError, PlayerErrorCode } from "./player-error.ts";
export { type VideoRendition, VideoRenditions } from "./video-renditions.ts";
