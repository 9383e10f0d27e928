import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { readBoxes } from "../mp4-boxes.ts";
import { makeMedia, quickVideo, testPicture, testTone } from "../testing/make-media.ts";
import { sniffHead } from "./sniff-head.ts";
import { turnAround } from "./turn-around.ts";

const execute = promisify(execFile);

/** The file with its index in front, and nothing after the media; null where that is refused. */
async function turn(file: Uint8Array): Promise<Uint8Array | null> {
  const media = await extentOf(file);
  const turned = await turnAround(inPieces(file.subarray(media.indexFrom)), media);
  if (turned === null) return null;
  return Buffer.concat([
    ...[file.subarray(0, media.mediaFrom), turned.index],
    file.subarray(media.mediaFrom, media.indexFrom),
  ]);
}

async function extentOf(file: Uint8Array) {
  const verdict = await sniffHead(async (offset, length) => file.subarray(offset, offset + length), 1000);
  if (verdict.kind !== "index_last") throw new Error(`the file is ${verdict.kind}`);
  return verdict;
}

/** As a network gives them: of any length. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0, length = 1; at < bytes.byteLength; at += length, length = (length * 7) % 997) {
    yield bytes.subarray(at, at + length);
  }
}

/** Time, size and hash of every packet of every track, as ffmpeg finds them; by a pipe, it cannot seek. */
async function packetsOf(file: Uint8Array, by: "file" | "pipe"): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "firstframe-test-turn-"));
  try {
    const path = join(directory, "clip");
    if (by === "file") await writeFile(path, file);
    const input = by === "file" ? path : "pipe:0";
    const argv = ["-v", "error", "-i", input, "-map", "0", "-c", "copy", "-f", "framemd5", "-"];
    const running = execute("ffmpeg", argv, { maxBuffer: 1 << 26 });
    running.child.stdin?.end(by === "pipe" ? file : undefined);
    const { stdout, stderr } = await running;
    expect(stderr).toBe("");
    return stdout;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.byteLength, 0);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, body]);
}

/** Makes the tables of offsets something else. */
function remade(
  boxes: Uint8Array,
  remake: (type: string, body: Uint8Array) => Uint8Array | undefined,
): Uint8Array {
  const containers = ["moov", "trak", "mdia", "minf", "stbl"];
  return Buffer.concat(
    readBoxes(boxes).map(({ type, body }) => {
      const parts = containers.includes(type) ? remade(body, remake) : body;
      return remake(type, parts) ?? box(type, parts);
    }),
  );
}

function wide(body: Uint8Array): Uint8Array {
  const short = Buffer.from(body);
  const count = short.readUInt32BE(4);
  const table = Buffer.alloc(8 + 8 * count);
  table.writeUInt32BE(count, 4);
  for (let index = 0; index < count; index++) {
    table.writeBigUInt64BE(BigInt(short.readUInt32BE(8 + 4 * index)), 8 + 8 * index);
  }
  return box("co64", table);
}

let ordinary: Uint8Array;
let before: Uint8Array;
let moov: Uint8Array;
beforeAll(async () => {
  ordinary = await makeMedia(
    "clip.mp4",
    ...[...testPicture("160x120", 25, 3), ...testTone(3)],
    ...[...quickVideo, "-bf", "2", "-g", "20", "-c:a", "aac"],
  );
  const { indexFrom } = await extentOf(ordinary);
  before = ordinary.subarray(0, indexFrom);
  moov = ordinary.subarray(indexFrom);
});

/** The ordinary file with another index, or other boxes behind its media. */
const behind = (...boxes: readonly Uint8Array[]) => Buffer.concat([before, ...boxes]);
const zeros = (length: number) => new Uint8Array(length);

async function expectSame(file: Uint8Array): Promise<void> {
  const turned = await turn(file);
  if (turned === null) throw new Error("it was refused");
  expect(await packetsOf(turned, "pipe")).toBe(await packetsOf(file, "file"));
}

describe("turnAround", () => {
  it("gives a file of which every packet can be read as it comes", async () => {
    await expectSame(ordinary);
    expect(await packetsOf(ordinary, "file")).toMatch(/^1,/m);
  });

  it.each([
    [
      "sound that is not compressed, two languages, and a time code",
      "clip.mov",
      [...testPicture("64x64", 25, 2), ...testTone(2), ...testTone(2, 22050), "-map", "0", "-map", "1"],
      ["-map", "2", "-timecode", "01:00:00:00", ...quickVideo, "-c:a:0", "pcm_s16le", "-c:a:1", "alac"],
    ],
    ["sound alone", "clip.m4a", [...testTone(2)], ["-c:a", "aac"]],
    ["MPEG-4 pictures", "clip.mp4", [...testPicture("64x64", 25, 2)], ["-c:v", "mpeg4"]],
  ])("can do so with %s", async (_, name, inputs, options) => {
    await expectSame(await makeMedia(name, ...inputs, ...options));
  });

  it("knows large offsets, and a large length", async () => {
    await expectSame(behind(remade(moov, (type, body) => (type === "stco" ? wide(body) : undefined))));
    const large = Buffer.from(ordinary);
    const { mediaFrom, indexFrom } = await extentOf(ordinary);
    // The empty box in front makes room for it.
    expect(large.toString("latin1", mediaFrom - 4, mediaFrom)).toBe("free");
    large.writeUInt32BE(1, mediaFrom - 8);
    large.write("mdat", mediaFrom - 4, "latin1");
    large.writeBigUInt64BE(BigInt(indexFrom - mediaFrom + 8), mediaFrom);
    expect(await extentOf(large)).toMatchObject({ mediaFrom: mediaFrom - 8, indexFrom });
    await expectSame(large);
  });

  it("passes what says nothing of the media, as long as it is little", async () => {
    await expectSame(
      behind(box("free", zeros(5000)), box("uuid", zeros(16)), box("udta"), moov, box("mdat")),
    );
    const lying = box("free", zeros(10));
    lying.set([0x7f, 0xff, 0xff, 0xff]);
    expect(await turn(behind(lying, moov))).toBeNull();
    expect(await turn(behind(...Array.from({ length: 70 }, () => box("free")), moov))).toBeNull();
  });

  it("leaves other files as they are", async () => {
    const stranger = (type: string) =>
      remade(moov, (name, body) => (name === "stbl" ? box(name, body, box(type)) : undefined));
    const files = {
      "no index": [],
      "more media": [box("mdat", zeros(9)), moov],
      fragments: [box("moof"), moov],
      "an index to the end of the file": [zeros(4), moov.subarray(4)],
      "a compressed index": [box("moov", box("cmov", zeros(20)))],
      "an index of fragments": [box("moov", moov.subarray(8), box("mvex"))],
      "offsets of something else": [stranger("saio")],
      "two tables of offsets": [stranger("stco")],
      "no track": [box("moov")],
      "a track without tables": [box("moov", box("trak", box("mdia", box("minf", box("stbl")))))],
      "no chunks": [
        remade(moov, (type) => (/^(stco|stsc|stsz)$/.test(type) ? box(type, zeros(12)) : undefined)),
      ],
    };
    for (const [what, boxes] of Object.entries(files)) expect(await turn(behind(...boxes)), what).toBeNull();
  });

  it("believes no table that lies", async () => {
    const { mediaFrom, indexFrom } = await extentOf(ordinary);
    const changed = (type: string, at: number, value: number) =>
      remade(moov, (name, body) => {
        if (name !== type) return undefined;
        const table = Buffer.from(body);
        table.writeUInt32BE(value, at);
        return box(name, table);
      });
    const lies = {
      "a chunk in front of the media": changed("stco", 8, mediaFrom),
      "a chunk behind them": changed("stco", 8, indexFrom - 1),
      "a chunk where another one is": changed("stco", 12, mediaFrom + 8),
      "more chunks than are listed": changed("stco", 4, 0xffffffff),
      "fewer chunks than have samples": changed("stco", 4, 1),
      "more runs than are listed": changed("stsc", 4, 0xffffffff),
      "runs that do not begin": changed("stsc", 8, 0),
      "more samples than are listed": changed("stsz", 8, 0xffffffff),
      "samples of any size": changed("stsz", 4, 0xffffffff),
      "a sample larger than the media": changed("stsz", 12, 0xffffffff),
    };
    for (const [what, lie] of Object.entries(lies)) expect(await turn(behind(lie)), what).toBeNull();
  });

  it("makes no offset that does not fit its table", async () => {
    const length = 0xffff_fff0;
    const table = Buffer.alloc(12);
    table.writeUInt32BE(1, 4);
    table.writeUInt32BE(length - 10, 8);
    const one = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const sizes = Buffer.from([0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 1]);
    const indexWith = (offsets: Uint8Array) =>
      box(
        "moov",
        box("trak", box("mdia", box("minf", box("stbl", offsets, box("stsc", one), box("stsz", sizes))))),
      );
    const media = { mediaFrom: 0, indexFrom: length };
    expect(await turnAround(inPieces(indexWith(box("stco", table))), media)).toBeNull();
    const turned = await turnAround(inPieces(indexWith(wide(table))), media);
    expect(turned).toMatchObject(media);
  });

  it("neither fails nor takes its time over bytes of any kind", async () => {
    const media = await extentOf(ordinary);
    for (let length = 0; length < moov.byteLength; length += 13) {
      expect(await turnAround(inPieces(moov.subarray(0, length)), media)).toBeNull();
    }
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % below;
    };
    for (let round = 0; round < 3000; round++) {
      const damaged = Buffer.from(moov);
      for (let times = random(4); times >= 0; times--) {
        const extremes = [0, 1, 0x7f, 0x80, 0xff, random(256)];
        damaged[random(damaged.byteLength)] = extremes[random(extremes.length)] ?? 0;
      }
      const turned = await turnAround(inPieces(damaged), media);
      if (turned !== null) expect(turned.index.byteLength).toBe(damaged.readUInt32BE(0));
    }
    const tiny = new Uint8Array(8 * 500_000);
    for (let at = 0; at < tiny.byteLength; at += 8) tiny.set([0, 0, 0, 8, ...Buffer.from("free")], at);
    expect(await turnAround(inPieces(box("moov", tiny)), media)).toBeNull();
  });
});
