import type { SignalBody } from "../signal.ts";

/**
 * Emits `hidden`, `visible`, `left` and `returned` as the page is covered, unloaded and restored.
 *
 * @returns stops observing
 */
export function observePage(page: Window, emit: (signal: SignalBody) => void): () => void {
  const { document } = page;
  const onVisibility = () => emit({ type: document.visibilityState === "hidden" ? "hidden" : "visible" });
  const onHide = () => emit({ type: "left" });
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) emit({ type: "returned" });
  };
  if (document.visibilityState === "hidden") emit({ type: "hidden" });
  document.addEventListener("visibilitychange", onVisibility);
  page.addEventListener("pagehide", onHide);
  page.addEventListener("pageshow", onShow);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    page.removeEventListener("pagehide", onHide);
    page.removeEventListener("pageshow", onShow);
  };
}
