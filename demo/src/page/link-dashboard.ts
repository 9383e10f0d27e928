import type { DemoApi } from "./demo-api.ts";
import { element, find } from "./element.ts";

/** Adds the way to the dashboard to the page's head, once it is known where that is. */
export async function linkDashboard(api: DemoApi, text: string): Promise<void> {
  const href = `${(await api.readConfig()).api}/dashboard/`;
  find(".site").append(element("a", { id: "dashboard", href, textContent: text }));
}
