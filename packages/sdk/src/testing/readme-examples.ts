import { readFileSync } from "node:fs";

export interface Example {
  /** Heading that it stands under. */
  readonly heading: string;
  /** As a module of its own. */
  readonly code: string;
}

/**
 * Every TypeScript example of the README as a module: with imports of what it takes for given, and with its server, where it makes one,
 * as an export.
 *
 * @param given names that readme-given.ts exports
 * @param places by what is written there, what is to be written instead: addresses and files that are not there
 */
export function readExamples(given: readonly string[], places: Readonly<Record<string, string>>): Example[] {
  const text = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const examples: Example[] = [];
  let heading = "";
  for (const [, title, code] of text.matchAll(/^## ([^\n]+)$|^```ts\n(.*?)^```$/gms)) {
    if (title !== undefined) heading = title;
    if (code !== undefined) examples.push({ heading, code: toModule(code, given, places) });
  }
  return examples;
}

function toModule(code: string, given: readonly string[], places: Readonly<Record<string, string>>): string {
  const names = given.filter((name) => isUsed(name, code) && !isDeclared(name, code));
  const lines = [
    `import { ${names.join(", ")} } from "../../src/testing/readme-given.ts";`,
    Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), code),
    /^const app = /m.test(code) ? "export { app };" : "export {};",
  ];
  return lines.join("\n");
}

function isUsed(name: string, code: string): boolean {
  return new RegExp(`(?<![.\\w"'/])${name}\\b(?!["'/:-])`).test(code);
}

function isDeclared(name: string, code: string): boolean {
  return new RegExp(`(const|let|function|import|async) (\\{[^}]*)?\\b${name}\\b`).test(code);
}
