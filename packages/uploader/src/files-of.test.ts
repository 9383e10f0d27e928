import { describe, expect, it } from "vitest";
import { filesOf, shownFiles } from "./files-of.ts";
import type { OfferedItem } from "./offered-item.ts";

const fileEntry = (name: string) =>
  ({
    ...{ name, isDirectory: false, isFile: true },
    file: (done: (file: File) => void) => done(new File(["x"], name)),
  }) as unknown as FileSystemEntry;

/** A folder as browsers show it: a hundred entries at a time, then none. */
const folderEntry = (name: string, children: FileSystemEntry[]) =>
  ({
    ...{ name, isDirectory: true, isFile: false },
    createReader() {
      let at = 0;
      return {
        readEntries(done: (batch: FileSystemEntry[]) => void) {
          done(children.slice(at, at + 100));
          at += 100;
        },
      };
    },
  }) as unknown as FileSystemEntry;

const item = (entry: FileSystemEntry | null, file: File | null = null): OfferedItem => ({
  ...{ entry, file, handle: Promise.resolve(null) },
});

describe("filesOf", () => {
  it("takes every file of a folder and the folders in it, but not what systems hide there", async () => {
    const many = Array.from({ length: 150 }, (_, i) => fileEntry(`clip-${i}.mp4`));
    const inner = folderEntry("inner", [fileEntry("deep.mp4"), fileEntry("Thumbs.db")]);
    const folder = folderEntry("holiday", [...many, fileEntry(".DS_Store"), inner]);
    const files = await filesOf([item(folder)]);
    expect(files).toHaveLength(151);
    expect(files.at(-1)?.file.name).toBe("deep.mp4");
  });

  it("offers a folder that cannot be read itself, so that it is refused under its name", async () => {
    const locked = {
      ...folderEntry("locked", []),
      createReader: () => ({
        readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error("no")),
      }),
    } as unknown as FileSystemEntry;
    const [offered] = await filesOf([item(locked, new File([], "locked"))]);
    expect(offered?.file.name).toBe("locked");
  });

  it("takes single files with their handle, where there is one", async () => {
    const handle = { kind: "file" } as FileSystemFileHandle;
    const file = new File(["x"], "a.mp4");
    const [offered] = await filesOf([{ ...item(fileEntry("a.mp4"), file), handle: Promise.resolve(handle) }]);
    expect(offered).toEqual({ file, handle });
  });
});

describe("shownFiles", () => {
  it("passes over what is hidden in a chosen folder, though not the folder itself", () => {
    const at = (path: string) =>
      Object.defineProperty(new File(["x"], path.split("/").at(-1) ?? ""), "webkitRelativePath", {
        value: path,
      });
    const files = [".mine/a.mp4", ".mine/.git/b.mp4", ".mine/day/.DS_Store", ".mine/day/c.mp4"].map(at);
    expect(shownFiles(files).map(({ name }) => name)).toEqual(["a.mp4", "c.mp4"]);
  });
});
