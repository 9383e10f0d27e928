import { html, nothing, type TemplateResult } from "lit";
import { home, type Route, routeHref } from "../router.ts";
import type { Session } from "../session.ts";

interface HeaderState {
  readonly session: Session;
  readonly route: Route;
  readonly signOut: () => void;
}

const sections = [
  { title: "Overview", route: home, pages: ["overview", "view"] },
  { title: "Assets", route: { page: "assets" }, pages: ["assets", "asset"] },
  { title: "Jobs", route: { page: "jobs" }, pages: ["jobs"] },
] as const satisfies readonly { title: string; route: Route; pages: readonly Route["page"][] }[];

/** Brand, sections and session; null before sign-in. */
export function siteHeader(state: HeaderState | null): TemplateResult {
  return html`<header class="site">
    <a class="skip" href="#content" @click=${skipToContent}>Skip to content</a>
    <span class="brand">${mark} Firstframe</span>
    ${state === null ? nothing : html`${navigation(state.route)}${account(state)}`}
  </header>`;
}

const mark = html`<svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
  <rect width="32" height="32" rx="8" fill="var(--accent)" />
  <path d="M12 9.5v13l10.5-6.5z" fill="var(--on-accent)" />
  <rect x="8" y="9.5" width="2" height="13" fill="var(--on-accent)" />
</svg>`;

function navigation(route: Route): TemplateResult {
  return html`<nav aria-label="Sections" class="sections">
    ${sections.map(
      ({ title, route: target, pages }) => html`<a
        href=${routeHref(target)}
        aria-current=${currentOf(pages, route, target)}
        >${title}</a
      >`,
    )}
  </nav>`;
}

function currentOf(pages: readonly string[], route: Route, target: Route): "page" | "true" | "false" {
  if (!pages.includes(route.page)) return "false";
  return route.page === target.page ? "page" : "true";
}

function account({ session, signOut }: HeaderState): TemplateResult {
  return html`<div class="account">
    <span class="environment ${session.environment}" data-environment=${session.environment}>${session.environment}</span>
    <span class="key-name quiet" title="API key of this session">${session.key_name}</span>
    <button type="button" class="plain" @click=${signOut}>Sign out</button>
  </div>`;
}

/** The fragment belongs to the routes, so the link moves the focus by itself. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
