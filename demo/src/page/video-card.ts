import type { Video, VideoPlayback } from "../server/video.ts";
import { element } from "./element.ts";
import { formatAge } from "./format-age.ts";
import { formatDuration } from "./format-duration.ts";
import { createVideoStage } from "./video-stage.ts";
import { isInProgress, statusText } from "./video-status.ts";

interface CardOptions {
  readonly readPlayback: () => Promise<VideoPlayback>;
  readonly remove: (video: Video) => void;
  /** Bring the player without being asked to. */
  readonly eager: boolean;
}

export interface VideoCard {
  readonly element: HTMLElement;
  readonly video: Video;
  update(video: Video): void;
  focus(): void;
}

/** One video of the list. It is brought up to date in place, so that focus and playback stay where they are. */
export function createVideoCard(first: Video, { readPlayback, remove, eager }: CardOptions): VideoCard {
  let video = first;
  const link = element("a", { href: `/watch/${video.id}` });
  const open = element("a", { href: link.href, textContent: "Open" });
  const removal = element("button", { type: "button", textContent: "Delete" });
  const status = element("span", { className: "status" });
  const duration = element("span");
  const age = element("span");
  const progress = element("progress", { max: 1 });
  const failure = element("p", { className: "failure" });
  const stage = createVideoStage({ readPlayback, message: () => null, eager });
  const card = element("li", { className: "card" }, [
    stage.element,
    element("div", { className: "card-body" }, [
      element("h3", {}, [link]),
      element("p", { className: "facts" }, [status, duration, age]),
      progress,
      failure,
      element("div", { className: "card-actions" }, [open, removal]),
    ]),
  ]);
  card.dataset.assetId = video.id;
  removal.addEventListener("click", () => remove(video));

  function update(next: Video): void {
    video = next;
    const { title, duration_ms, error } = video;
    card.dataset.status = video.status;
    link.textContent = title;
    open.ariaLabel = `Open ${title}`;
    removal.ariaLabel = `Delete ${title}`;
    status.textContent = statusText(video);
    duration.hidden = duration_ms === null;
    duration.textContent = duration_ms === null ? "" : formatDuration(duration_ms);
    age.textContent = formatAge(video.created_at, Date.now());
    age.title = new Date(video.created_at).toLocaleString();
    progress.hidden = !isInProgress(video);
    progress.value = video.progress;
    progress.ariaLabel = `Progress of ${title}`;
    failure.hidden = error === null;
    failure.textContent = error?.message ?? "";
    stage.update(video);
  }

  update(first);
  return {
    element: card,
    get video() {
      return video;
    },
    update,
    focus: () => link.focus(),
  };
}
