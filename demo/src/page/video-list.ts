import type { Video } from "../server/video.ts";
import type { VideoCard } from "./video-card.ts";

interface ListOptions {
  readonly container: HTMLElement;
  readonly createCard: (video: Video) => VideoCard;
  /** Told of a video that was shown already and has changed. */
  readonly changed: (before: Video, after: Video) => void;
}

/** The cards, in the order of the videos. A card stays the same element: moving one would stop its player. */
export function createVideoList({ container, createCard, changed }: ListOptions) {
  const cards = new Map<string, VideoCard>();

  function drop(id: string): void {
    cards.get(id)?.element.remove();
    cards.delete(id);
  }

  return {
    update(videos: readonly Video[]): void {
      const ids = new Set(videos.map(({ id }) => id));
      for (const id of [...cards.keys()]) if (!ids.has(id)) drop(id);
      let place = container.firstElementChild;
      for (const video of videos) {
        let card = cards.get(video.id);
        if (card) {
          const before = card.video;
          card.update(video);
          changed(before, video);
        } else {
          card = createCard(video);
          cards.set(video.id, card);
        }
        if (card.element === place) place = place.nextElementSibling;
        else container.insertBefore(card.element, place);
      }
    },

    /** Takes one away; returns the card that is now in its place, or the last, if any is left. */
    remove(id: string): VideoCard | undefined {
      const order = [...cards.keys()].sort(byPlace);
      const index = order.indexOf(id);
      drop(id);
      const rest = order.filter((other) => other !== id);
      return cards.get(rest[Math.min(index, rest.length - 1)] ?? "");
    },
  };

  function byPlace(a: string, b: string): number {
    const elements = [...container.children];
    return elements.findIndex(named(a)) - elements.findIndex(named(b));
  }
}

function named(id: string) {
  return (card: Element) => card instanceof HTMLElement && card.dataset.assetId === id;
}
