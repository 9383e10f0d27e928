import { describe, expect, it } from "vitest";
import { CaptionsError } from "./captions-error.ts";
import { maximumCaptionBytes, normalizeCaptions } from "./normalize-captions.ts";

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function normalized(text: string, filename = "captions.srt"): string {
  return normalizeCaptions(bytesOf(text), { filename }).vtt;
}

/** The text of the one cue that `text` becomes. */
function cueText(text: string): string | undefined {
  return normalizeCaptions(bytesOf(`00:01 --> 00:09\n${text}`), { filename: "" }).cues[0]?.text;
}

function failureOf(bytes: Uint8Array): unknown {
  try {
    return normalizeCaptions(bytes, { filename: "captions.srt" });
  } catch (error) {
    return error;
  }
}

const srt =
  "1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Hello</i>\r\nthere\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\nBye\r\n";
const vtt =
  "WEBVTT\n\n00:00:01.500 --> 00:00:03.000\n<i>Hello</i>\nthere\n\n00:00:04.000 --> 00:00:05.000\nBye\n";

describe("normalizeCaptions", () => {
  it("makes WebVTT of SRT", () => {
    expect(normalized(srt)).toBe(vtt);
    expect(normalized(vtt)).toBe(vtt);
  });

  it("reads UTF-8 and UTF-16, with and without a byte order mark", () => {
    expect(normalized(`\uFEFF${srt}`)).toBe(vtt);
    const units = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
    const littleEndian = (text: string) =>
      Uint8Array.from(units(text).flatMap((unit) => [unit & 0xff, unit >> 8]));
    const bigEndian = (text: string) =>
      Uint8Array.from(units(text).flatMap((unit) => [unit >> 8, unit & 0xff]));
    for (const encode of [littleEndian, bigEndian]) {
      for (const mark of ["", "\uFEFF"]) {
        const { vtt: result } = normalizeCaptions(encode(mark + srt), { filename: "captions.srt" });
        expect(result).toBe(vtt);
      }
    }
  });

  it("takes times without hours or thousandths, and files without a header", () => {
    expect(normalized("00:01.5 --> 01:02\nHello", "a.vtt")).toBe(
      "WEBVTT\n\n00:00:01.500 --> 00:01:02.000\nHello\n",
    );
    expect(normalized("100:00:01,5 --> 100:00:02\nHello")).toContain("100:00:01.500 --> 100:00:02.000");
  });

  it("keeps what follows an empty line in SRT, and takes no number for text", () => {
    expect(
      normalized("1\n00:01 --> 00:02\nOne\n\nmore\n2\n00:03 --> 00:04\n42\n\n3\n00:05 --> 00:06\nEnd"),
    ).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nOne\nmore\n\n00:00:03.000 --> 00:00:04.000\n42\n\n00:00:05.000 --> 00:00:06.000\nEnd\n",
    );
  });

  it("puts cues in order, and leaves out those that show nothing", () => {
    expect(
      normalized(
        "00:05 --> 00:06\nLater\n\n00:01 --> 00:02\nFirst\n\n00:03 --> 00:03\nx\n\n00:04 --> 00:05\n<i> </i>",
      ),
    ).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nFirst\n\n00:00:05.000 --> 00:00:06.000\nLater\n");
  });

  it("lets no style, region, comment, header or identifier through", () => {
    const hostile = [
      "WEBVTT - title\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000",
      "STYLE\n::cue { background: url(https://example.com/) }",
      "REGION\nid:fred\nwidth:40%",
      "NOTE secret",
      "identifier\n00:01.000 --> 00:02.000 region:fred line:0 onclick:alert(1)\nHello",
    ];
    expect(normalized(hostile.join("\n\n"))).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0\nHello\n");
  });

  it("keeps the settings that are valid", () => {
    const settings = "align:middle size:50% position:10%,line-left line:-1,end vertical:rl";
    expect(normalized(`00:01 --> 00:02 ${settings}\nx`)).toContain(
      "00:00:02.000 vertical:rl line:-1,end position:10%,line-left size:50% align:center\n",
    );
    expect(normalized("00:01 --> 00:02 X1:40 line:abc size:200% align:up\nx")).toContain("00:00:02.000\n");
  });

  it("turns SubStation Alpha's places into settings", () => {
    expect(normalized("00:01 --> 00:02\n{\\an8}{\\fs20}Up")).toContain("00:00:02.000 line:0\nUp");
    expect(normalized("00:01 --> 00:02\n{\\an1}Left")).toContain("00:00:02.000 align:start\nLeft");
    expect(normalized("00:01 --> 00:02\n{\\an2}Low")).toContain("00:00:02.000\nLow");
  });

  it("keeps WebVTT's elements, closes them, and takes every other tag out", () => {
    expect(cueText('<font color="red"><B>bold</B></font>')).toBe("<b>bold</b>");
    expect(cueText("<b><i>both</b> none</i>")).toBe("<b><i>both</i></b> none");
    expect(cueText("<u>open")).toBe("<u>open</u>");
    expect(cueText("<v.loud Tom & Jerry>Hi</v>")).toBe("<v.loud Tom &amp; Jerry>Hi</v>");
    expect(cueText("<ruby>a<rt>b</rt></ruby><rt>c")).toBe("<ruby>a<rt>b</rt></ruby>c");
    expect(cueText("one<br/>two<00:03.000>three<00:30.000>")).toBe("one\ntwo<00:00:03.000>three");
    expect(cueText("<script src=x>alert(1)</script><img onerror=alert(1)>")).toBe("alert(1)");
  });

  it("makes text of all that only looks like markup", () => {
    expect(cueText("1 < 2 && 3 > 2 --> so")).toBe("1 &lt; 2 &amp;&amp; 3 &gt; 2 --&gt; so");
    expect(cueText("&lt;b&gt; &amp;amp; &eacute; &#233;")).toBe("&lt;b&gt; &amp;amp; &amp;eacute; é");
    expect(cueText("<v x-->--&#10;&#10;y<c.a-->z")).not.toMatch(/-->|\n\n/);
  });

  it.each([
    ["", null, "no cue"],
    ["just text", null, "no cue"],
    ["00:01 --> 00:02\nfine\n\n00:05 --> 00:04\nwrong", 4, "ends before it starts"],
    ["1\n00:00:61,000 --> 00:01:02,000\nx", 2, "times should look like"],
    ["1\n00:00:01,000 --> later\nx", 2, "times should look like"],
  ])("refuses %j", (text, line, message) => {
    const error = failureOf(bytesOf(text));
    expect(error).toBeInstanceOf(CaptionsError);
    expect(error).toMatchObject({
      code: "captions_invalid",
      line,
      message: expect.stringContaining(message),
    });
  });

  it("refuses other encodings, telling the line", () => {
    const bytes = Uint8Array.from("1\n00:00:01,000 --> 00:00:02,000\ncaf\xe9", (letter) =>
      letter.charCodeAt(0),
    );
    expect(failureOf(bytes)).toMatchObject({ code: "captions_invalid", line: 3 });
  });

  it("refuses more than 10 MB", () => {
    expect(failureOf(new Uint8Array(maximumCaptionBytes + 1))).toMatchObject({ code: "captions_invalid" });
  });

  it("reads the most it takes within seconds, whatever it contains", () => {
    for (const piece of ["{\\", "<a", "<", "&#", "<c.a", "-->", "<b>", "00:"]) {
      const lines = `00:01 --> 00:02\n${piece.repeat(200_000)}x`;
      const started = performance.now();
      normalizeCaptions(bytesOf(lines), { filename: "" });
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});

/** Numbers from 0 to 1, always the same ones for a seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const fragments = [
  ..."<>&;-./\\: \n\t\u00a0ab1",
  ...[
    "-->",
    "&lt;",
    "&#10;",
    "&#x3e;",
    "&nbsp;",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<v ",
    "<c.",
    "<lang en>",
    "<br>",
  ],
  ...[
    "<rt>",
    "<ruby>",
    "</ruby>",
    "<00:00:02.000>",
    "{\\an8}",
    "NOTE",
    "STYLE",
    "WEBVTT",
    "\n\n",
    "\r",
    "\0",
  ],
  ...["00:01 --> 00:03", "00:00:02,5 --> 00:00:04,0 line:0", "\uFEFF", "\u2028", "é", "😀", "<script>"],
];
const cueBlock = /^\d{2,}:\d\d:\d\d\.\d{3} --> \d{2,}:\d\d:\d\d\.\d{3}( \S+:\S+)*\n([^\n]+\n)+$/;

it("always gives WebVTT that is made of cues alone and stays as it is when normalized again", () => {
  let taken = 0;
  for (let seed = 0; seed < 3000; seed++) {
    const random = randomNumbers(seed);
    const pick = () => fragments[Math.floor(random() * fragments.length)] ?? "";
    const text = `00:01 --> 00:05\n${Array.from({ length: 1 + Math.floor(random() * 30) }, pick).join("")}`;
    let result: string;
    try {
      result = normalized(text, random() < 0.5 ? "a.vtt" : "a.srt");
    } catch (error) {
      expect(error).toBeInstanceOf(CaptionsError);
      continue;
    }
    taken++;
    const [header, ...blocks] = result.split(/\n\n/);
    expect(header).toBe("WEBVTT");
    for (const block of blocks) {
      expect(`${block.trimEnd()}\n`).toMatch(cueBlock);
      const [, ...lines] = block.split("\n");
      expect(lines.join("\n")).not.toContain("-->");
      const bare = lines.join("\n").replaceAll(/<\/?(b|i|u|c|v|lang|ruby|rt)[^<>]*>|<[\d:.]+>/g, "");
      expect(bare).not.toMatch(/[<>]/);
    }
    expect(normalized(result)).toBe(result);
  }
  expect(taken).toBeGreaterThan(1000);
});
