import { describe, expect, it } from "vitest";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { sniffHead } from "./sniff-head.ts";

const enough = 600 * 1024;

/** The verdict on a file of which the first `received` bytes are there. */
function sniff(file: Uint8Array, received = file.byteLength) {
  const there = file.subarray(0, received);
  return sniffHead(async (offset, length) => there.subarray(offset, offset + length), received);
}

/** The file with as many bytes behind it as a look at it is worth. */
function padded(file: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(file.byteLength + enough);
  bytes.set(file);
  return bytes;
}

function clip(name: string, ...options: string[]): Promise<Uint8Array> {
  return makeMedia(name, ...testPicture("64x64", 10, 1), ...options);
}

describe("sniffHead", () => {
  it.each([
    ["an MP4 with its index first", "clip.mp4", [...quickVideo, "-movflags", "+faststart"]],
    ["a fragmented MP4", "clip.mp4", [...quickVideo, "-movflags", "+frag_keyframe+empty_moov"]],
    ["WebM", "clip.webm", ["-c:v", "libvpx"]],
    ["a transport stream", "clip.ts", [...quickVideo]],
  ])("can begin with %s, once there is something to look at", async (_, name, options) => {
    const file = padded(await clip(name, ...options));
    expect(await sniff(file)).toEqual({ kind: "streamable" });
    for (const received of [0, 8, 15, 40, 1000]) {
      expect(await sniff(file, received)).toEqual({ kind: "needs_more" });
    }
  });

  it("knows from the first box that an index comes last, and where the media lie", async () => {
    const file = await clip("clip.mp4", ...quickVideo);
    const verdict = await sniff(file, 200);
    const reason = expect.stringContaining("moov after mdat");
    expect(verdict).toEqual({
      ...{ kind: "index_last", reason },
      ...{ mediaFrom: expect.any(Number), indexFrom: expect.any(Number) },
    });
    if (verdict.kind !== "index_last") return;
    const nameAt = (offset: number) => String.fromCharCode(...file.subarray(offset + 4, offset + 8));
    expect([nameAt(verdict.mediaFrom), nameAt(verdict.indexFrom)]).toEqual(["mdat", "moov"]);
  });

  it("takes media without a sound length, or in fragments, as a whole", async () => {
    const large = new Uint8Array([
      0,
      0,
      0,
      1,
      ...Buffer.from("mdat"),
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      0,
      ...Array(8).fill(0),
    ]);
    expect(await sniff(large)).toMatchObject({ kind: "index_last", mediaFrom: 0, indexFrom: 2 ** 32 });
    const headers: [string, number[]][] = [
      ["mdat", [0, 0, 0, 0]],
      ["mdat", [0, 0, 0, 7]],
      ["mdat", [0, 0, 0, 1]],
      ["moof", [0, 0, 1, 0]],
    ];
    for (const [type, length] of headers) {
      const style = [0, 0, 0, 8, ...Buffer.from("ftyp")];
      const file = new Uint8Array([...style, ...length, ...Buffer.from(type), ...Array(8).fill(0xff)]);
      expect(await sniff(file), `${type} ${length}`).toMatchObject({ kind: "needs_all" });
    }
  });

  it("reads other kinds of files as a whole", async () => {
    for (const file of [await clip("clip.avi", ...quickVideo), new Uint8Array(enough)]) {
      expect(await sniff(file)).toMatchObject({ kind: "needs_all" });
    }
  });

  it("gives up on damaged structure, and on a file of nothing but tiny boxes", async () => {
    const boxes = new Uint8Array(8 * 10_000);
    for (let at = 0; at < boxes.byteLength; at += 8) boxes.set([0, 0, 0, 8, ...Buffer.from("free")], at);
    let reads = 0;
    const verdict = await sniffHead(async (offset, length) => {
      reads++;
      return boxes.subarray(offset, offset + length);
    }, boxes.byteLength);
    expect(verdict).toMatchObject({ kind: "needs_all" });
    expect(reads).toBeLessThan(100);
    const damaged = new Uint8Array([0, 0, 0, 3, ...Buffer.from("free"), ...new Uint8Array(20)]);
    expect(await sniff(damaged)).toMatchObject({
      kind: "needs_all",
      reason: expect.stringContaining("damaged"),
    });
  });
});
