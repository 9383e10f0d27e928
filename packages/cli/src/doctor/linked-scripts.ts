/** Where pages and scripts name further scripts. */
const patterns: readonly RegExp[] = [
  /<script\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)/gi,
  /<link\b(?=[^>]*\brel\s*=\s*["']?(?:modulepreload|preload)\b)[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)/gi,
  /\bimport\s*\(\s*["']([^"']+)["']/g,
  /\b(?:import|export)\b[^"'();]*?\bfrom\s*["']([^"']+)["']/g,
  /\bimport\s*["']([^"']+)["']/g,
];

/** Addresses of the scripts that a page or a script loads, as far as its text names them. */
export function linkedScripts(text: string, base: string): string[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  return [...new Set(found)].flatMap((name) => {
    // A bare name is for a bundler, not for a browser.
    const isAddress = /^(\.{0,2}\/|https?:)/.test(name) || text.includes("<script");
    if (!isAddress || !URL.canParse(name, base)) return [];
    const url = new URL(name.replaceAll("&amp;", "&"), base);
    return url.protocol === "http:" || url.protocol === "https:" ? [url.href] : [];
  });
}
