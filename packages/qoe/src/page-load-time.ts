import type { View } from "./view.ts";

/**
 * `page_load_time`: from navigation start to the element's connection, in milliseconds; null in all but the
 * first view of the page.
 */
export function pageLoadTime(view: View): number | null {
  return view.pageLoadMs;
}
