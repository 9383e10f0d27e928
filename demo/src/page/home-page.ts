import "@firstframe/player/define";
import "@firstframe/uploader/define";
import type { Video } from "../server/video.ts";
import { createDemoApi } from "./demo-api.ts";
import { find } from "./element.ts";
import { linkDashboard } from "./link-dashboard.ts";
import { startRefresher } from "./refresher.ts";
import { troubleNotice } from "./trouble-notice.ts";
import { createVideoCard } from "./video-card.ts";
import { createVideoList } from "./video-list.ts";
import { isPlayable, refreshDelay } from "./video-status.ts";

const pageSize = 24;
const mostVideos = 240;

const api = createDemoApi((url, init) => fetch(url, init));
const container = find("#videos");
const empty = find("#empty");
const more = find<HTMLButtonElement>("#more");
const dialog = find<HTMLDialogElement>("#confirm");
const trouble = troubleNotice(() => refresher.now());
/** Ids of the assets that this page's uploader made: their players come without being asked for. */
const uploadedHere = new Set<string>();
let limit = pageSize;

const list = createVideoList({
  container,
  createCard: (video) =>
    createVideoCard(video, {
      readPlayback: () => api.readPlayback(video.id),
      remove: confirmRemoval,
      eager: uploadedHere.has(video.id),
    }),
  changed(before, after) {
    if (isPlayable(after) && !isPlayable(before)) announce(`${after.title} is ready to play`);
    if (after.status === "failed" && before.status !== "failed") {
      announce(`${after.title} failed. ${after.error?.message ?? ""}`);
    }
  },
});

const refresher = startRefresher({
  async refresh(signal) {
    const { data, has_more } = await api.listVideos(limit, signal);
    trouble.hide();
    list.update(data);
    container.ariaBusy = "false";
    empty.hidden = data.length > 0;
    more.hidden = !has_more || limit >= mostVideos;
    return refreshDelay(data);
  },
  failed(error) {
    container.ariaBusy = "false";
    trouble.show(error);
  },
});

for (const type of ["uploadstart", "success", "playable", "ready"]) {
  find("firstframe-uploader").addEventListener(type, (event) => {
    if (event instanceof CustomEvent) uploadedHere.add(event.detail.asset_id);
    refresher.now();
  });
}

more.addEventListener("click", () => {
  limit = Math.min(mostVideos, limit + pageSize);
  refresher.now();
});

function confirmRemoval(video: Video): void {
  find("#confirm-title").textContent = video.title;
  dialog.returnValue = "cancel";
  dialog.showModal();
  dialog.addEventListener("close", () => dialog.returnValue === "delete" && void remove(video), {
    once: true,
  });
}

async function remove({ id, title }: Video): Promise<void> {
  try {
    await api.deleteVideo(id);
    const neighbour = list.remove(id);
    announce(`${title} was deleted`);
    if (neighbour) neighbour.focus();
    else find("#list-heading").focus();
    refresher.now();
  } catch (error) {
    trouble.show(error);
  }
}

function announce(text: string): void {
  find("#announcements").textContent = text;
}

linkDashboard(api, "How well do they play?").catch((error: unknown) => trouble.show(error));
