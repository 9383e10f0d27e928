import { expect, it } from "vitest";
import { linkedScripts } from "./linked-scripts.ts";

const base = "https://shop.example.com/watch/";

it.each([
  ["<script src='a.js?x=1&amp;y=2'></script>", ["https://shop.example.com/watch/a.js?x=1&y=2"]],
  [
    '<link href="/b.js" rel="modulepreload"><link rel="stylesheet" href="c.css">',
    ["https://shop.example.com/b.js"],
  ],
  [
    'import x from "./c.js"; export { y } from"../d.js"; import "/e.js"; import("https://cdn.example.com/f.js")',
    [
      "https://cdn.example.com/f.js",
      "https://shop.example.com/watch/c.js",
      "https://shop.example.com/d.js",
      "https://shop.example.com/e.js",
    ],
  ],
  ['import lit from "lit"', []],
  ['<script src="data:text/javascript,1"></script>', []],
])("reads %s", (text, urls) => expect(linkedScripts(text, base)).toEqual(urls));
