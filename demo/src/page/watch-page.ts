import "@firstframe/player/define";
import type { Video } from "../server/video.ts";
import { createDemoApi, DemoApiError } from "./demo-api.ts";
import { element, find } from "./element.ts";
import { formatAge } from "./format-age.ts";
import { formatDuration } from "./format-duration.ts";
import { linkDashboard } from "./link-dashboard.ts";
import { startRefresher } from "./refresher.ts";
import { troubleNotice } from "./trouble-notice.ts";
import { createVideoStage } from "./video-stage.ts";
import { isInProgress, isPlayable, refreshDelay, statusText, watchText } from "./video-status.ts";

const copiedMs = 2_000;

const api = createDemoApi((url, init) => fetch(url, init));
const id = new URLSearchParams(location.search).get("asset") ?? location.pathname.split("/")[2] ?? "";
const heading = find("#title");
const facts = find("#facts");
const copy = find<HTMLButtonElement>("#copy");
const announcements = find("#announcements");
const trouble = troubleNotice(() => refresher.now());

const stage = createVideoStage({ readPlayback: () => api.readPlayback(id), message: watchText, eager: true });
find("#stage").append(stage.element);

const refresher = startRefresher({
  async refresh(signal) {
    try {
      const video = await api.readVideo(id, signal);
      show(video);
      return isInProgress(video) ? refreshDelay([video]) : null;
    } catch (error) {
      if (!(error instanceof DemoApiError && error.status === 404)) throw error;
      showMissing();
      return null;
    }
  },
  failed: (error) => trouble.show(error),
});

function show(video: Video): void {
  trouble.hide();
  const { title, duration_ms, created_at } = video;
  document.title = `${title} · Firstframe demo`;
  heading.textContent = title;
  // What keeps it from being watched stands in the player's place already.
  const status = isPlayable(video) ? [statusText(video)] : [];
  const duration = duration_ms === null ? [] : [formatDuration(duration_ms)];
  const texts = [...status, ...duration, formatAge(created_at, Date.now())];
  facts.replaceChildren(...texts.map((textContent) => element("span", { textContent })));
  document.body.dataset.assetId = video.id;
  document.body.dataset.status = video.status;
  announce(announcementOf(video));
  copy.hidden = false;
  stage.update(video);
}

function showMissing(): void {
  trouble.hide();
  document.title = "No such video · Firstframe demo";
  heading.textContent = "No such video";
  facts.textContent = "It does not exist or was removed. Check the link.";
  stage.element.hidden = true;
  copy.hidden = true;
}

/** Says what matters, without the numbers that change every second. */
function announcementOf(video: Video): string {
  if (isPlayable(video)) return "Ready to play";
  return isInProgress(video) ? "This video cannot be watched yet" : (watchText(video) ?? "");
}

function announce(text: string): void {
  if (announcements.textContent !== text) announcements.textContent = text;
}

copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(new URL(`/watch/${id}`, location.href).href);
    copy.textContent = "Copied";
    announce("Link copied");
    setTimeout(() => (copy.textContent = "Copy link"), copiedMs);
  } catch {
    // Browsers without access to the clipboard: the address bar has the link too.
    copy.textContent = "Copy it from the address bar";
  }
});

linkDashboard(api, "How well did it play?").catch((error: unknown) => trouble.show(error));
