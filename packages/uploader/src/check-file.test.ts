import { describe, expect, it } from "vitest";
import { checkFile, type Restrictions } from "./check-file.ts";
import { english } from "./locales/en.ts";

const open = { accept: "video/*,audio/*,.mkv", maxFileSize: 0, minDuration: 0, maxDuration: 0 };
const mp4 = "\0\0\0\x20ftypisom\0\0\0\0";
const png = "\x89PNG\r\n\x1a\n";
const fileOf = (name: string, content: string, type: string) =>
  new File([Uint8Array.from(content, (character) => character.charCodeAt(0))], name, { type });
const check = async (name: string, content: string, type: string, restrictions: Restrictions = open) =>
  (await checkFile(fileOf(name, content, type), restrictions, english))?.code ?? null;

describe("checkFile", () => {
  it("refuses an empty file before anything is sent", async () => {
    expect(await check("a.mp4", "", "video/mp4")).toBe("source_empty");
  });

  it("takes what the list allows by type or by extension", async () => {
    expect(await check("a.mp4", mp4, "video/mp4")).toBeNull();
    expect(await check("a.MKV", "unknown", "application/octet-stream")).toBeNull();
    expect(await check("a.pdf", "%PDF", "application/pdf")).toBe("source_not_media");
  });

  it("looks at the content: a picture with a video's name is refused, an unknown signature is left to the server", async () => {
    expect(await check("holiday.mp4", png, "video/mp4")).toBe("source_not_media");
    expect(await check("recording", png, "")).toBe("source_not_media");
    expect(await check("recording", "something else", "")).toBeNull();
    expect(await check("holiday.mp4", png, "video/mp4", { ...open, accept: "" })).toBeNull();
  });

  it("looks at the content where only extensions are listed, too", async () => {
    const extensions = { ...open, accept: ".mp4,.mov" };
    expect(await check("holiday.mp4", png, "video/mp4", extensions)).toBe("source_not_media");
    expect(await check("holiday.mp4", mp4, "video/mp4", extensions)).toBeNull();
  });

  it("says what is taken where not every video is", async () => {
    const refusal = await checkFile(
      fileOf("a.webm", "\x1a\x45\xdf\xa3", "video/webm"),
      { ...open, accept: "video/mp4,.mov" },
      english,
    );
    expect(refusal?.message).toBe(
      "“a.webm” cannot be uploaded here. Choose a file of this kind: MP4 or MOV.",
    );
  });

  it("says that a file cannot be read, as a folder cannot", async () => {
    const folder = Object.assign(fileOf("folder", mp4, ""), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error("not readable")) }),
    });
    expect((await checkFile(folder, open, english))?.code).toBe("file_unreadable");
  });

  it("says how large a file may be", async () => {
    const refusal = await checkFile(
      fileOf("a.mp4", mp4.padEnd(2001), "video/mp4"),
      { ...open, maxFileSize: 2000 },
      english,
    );
    expect(refusal?.message).toContain("2 kB");
  });
});
