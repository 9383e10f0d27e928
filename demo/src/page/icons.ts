/** A triangle. */
export function playIcon(): SVGElement {
  return icon("M3 1.5v21a1 1 0 0 0 1.5.87l18-10.5a1 1 0 0 0 0-1.74l-18-10.5A1 1 0 0 0 3 1.5Z");
}

/** A strip of film. */
export function filmIcon(): SVGElement {
  return icon(
    "M4 3a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2H4Zm0 3h2v2H4V6Zm0 5h2v2H4v-2Zm0 5h2v2H4v-2ZM18 6h2v2h-2V6Zm0 5h2v2h-2v-2Zm0 5h2v2h-2v-2ZM8 5h8v6H8V5Zm0 8h8v6H8v-6Z",
  );
}

function icon(outline: string): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("fill", "currentColor");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", outline);
  svg.append(path);
  return svg;
}
