/** The language of the text around an element, through the shadow roots that it is in; empty where none is said. BCP 47. */
export function pageLanguage(element: Element): string {
  const found = element.closest<HTMLElement>("[lang]");
  if (found) return found.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? pageLanguage(root.host) : "";
}
