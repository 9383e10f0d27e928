import type { FirstframePlayer } from "@firstframe/player";
import type { Video, VideoPlayback } from "../server/video.ts";

/** The least that is between two tokens for one player, in milliseconds. */
const renewalPauseMs = 10_000;

/**
 * Makes a player for a signed video. When its token runs out while the page is open, it gets a new one.
 *
 * @param renew asks this application's server for a token
 */
export function createPlayer(
  { title }: Pick<Video, "title">,
  playback: VideoPlayback,
  renew: () => Promise<VideoPlayback>,
): FirstframePlayer {
  const player = document.createElement("firstframe-player") as FirstframePlayer;
  player.setAttribute("api", playback.api);
  player.setAttribute("playback-id", playback.playback_id);
  player.setAttribute("video-title", title);
  let expiresAt = 0;
  let renewedAt = Number.NEGATIVE_INFINITY;

  function take({ token, expires_at }: VideoPlayback): void {
    player.setAttribute("playback-token", token);
    expiresAt = Date.parse(expires_at);
  }

  take(playback);
  player.addEventListener("error", () => {
    const now = Date.now();
    if (now < expiresAt || now - renewedAt < renewalPauseMs) return;
    renewedAt = now;
    // When this fails the player goes on to show its own error, with a way to try again.
    renew().then(take, () => undefined);
  });
  return player;
}
