import type { Video, VideoPlayback } from "../server/video.ts";
import { createPlayer } from "./create-player.ts";
import { element } from "./element.ts";
import { filmIcon, playIcon } from "./icons.ts";
import { isPlayable } from "./video-status.ts";

interface StageOptions {
  readonly readPlayback: () => Promise<VideoPlayback>;
  /** What to show while there is nothing to play; an icon when it is null. */
  readonly message: (video: Video) => string | null;
  /** Bring the player as soon as it can play; otherwise a poster stands there until somebody wants to watch. */
  readonly eager: boolean;
}

/** A 16:9 area that shows what there is to see of a video: a message, its poster, or the player. */
export function createVideoStage({ readPlayback, message, eager }: StageOptions) {
  const stage = element("div", { className: "stage" });
  let shown: "message" | "poster" | "opening" | "player" | "trouble" | undefined;
  let playback: VideoPlayback | undefined;

  function showMessage(video: Video): void {
    shown = "message";
    const text = message(video);
    stage.replaceChildren(text === null ? filmIcon() : element("p", { textContent: text }));
  }

  function showPoster(video: Video): void {
    shown = "poster";
    const play = element("button", { className: "play", type: "button", ariaLabel: `Play ${video.title}` });
    play.append(playIcon());
    play.addEventListener("click", () => void open(video, true));
    stage.replaceChildren(play);
    // A token is only asked for when the poster comes into sight.
    const observer = new IntersectionObserver(async ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      await addPoster(play);
    });
    observer.observe(stage);
  }

  async function addPoster(before: HTMLElement): Promise<void> {
    try {
      playback ??= await readPlayback();
    } catch {
      return; // No poster then; whoever wants to watch is told why it does not work.
    }
    const poster = element("img", { src: playback.poster, alt: "" });
    poster.addEventListener("error", () => poster.remove());
    if (before.isConnected) before.before(poster);
  }

  async function open(video: Video, play: boolean): Promise<void> {
    shown = "opening";
    try {
      const fresh = playback && Date.parse(playback.expires_at) > Date.now();
      if (!fresh) playback = undefined;
      playback ??= await readPlayback();
      const player = createPlayer(video, playback, readPlayback);
      stage.replaceChildren(player);
      shown = "player";
      if (!play) return;
      player.focus();
      // Refused by some browsers when the token took its time: the player is there, with its own play button.
      player.play().catch(() => undefined);
    } catch (error) {
      showTrouble(video, play, error);
    }
  }

  function showTrouble(video: Video, play: boolean, error: unknown): void {
    shown = "trouble";
    const reason = error instanceof Error ? error.message : String(error);
    const retry = element("button", { type: "button", textContent: "Try again" });
    retry.addEventListener("click", () => void open(video, play));
    stage.replaceChildren(element("p", {}, [reason, element("br"), retry]));
  }

  return {
    element: stage,
    update(video: Video): void {
      if (isPlayable(video)) {
        if (shown === undefined && !eager) showPoster(video);
        // It became playable before the visitor's eyes.
        else if (shown === undefined || shown === "message") void open(video, false);
      } else if (shown === undefined || shown === "message") {
        showMessage(video);
      }
    },
  };
}
