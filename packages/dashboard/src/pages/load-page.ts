import { html } from "lit";
import { emptyNotice } from "../parts/notice.ts";
import { home, type Route, routeHref } from "../router.ts";
import { assetPage } from "./asset-page.ts";
import { assetsPage } from "./assets-page.ts";
import { jobPage } from "./job-page.ts";
import { jobsPage } from "./jobs-page.ts";
import { overviewPage } from "./overview-page.ts";
import type { LoadedPage, PageRequest } from "./page.ts";
import { viewPage } from "./view-page.ts";

/** Reads what a route shows. Rejects with `ApiFailure`, or with the signal's reason when aborted. */
export function loadPage(route: Route, request: PageRequest): Promise<LoadedPage> {
  switch (route.page) {
    case "overview":
      return overviewPage(request, route.hours);
    case "view":
      return viewPage(request, route.id);
    case "assets":
      return assetsPage(request);
    case "asset":
      return assetPage(request, route.id);
    case "jobs":
      return jobsPage(request);
    case "job":
      return jobPage(request, route.id);
    case "not-found":
      return Promise.resolve(
        () => html`<div class="page-head"><h1>Page not found</h1></div>
          ${emptyNotice("There is nothing at this address.", html`Go to the <a href=${routeHref(home)}>overview</a>.`)}`,
      );
  }
}
