import { describe, expect, it } from "vitest";
import { describeInit } from "./codec-string.ts";
import { findBox, readBoxes } from "./mp4-boxes.ts";

function box(type: string, ...parts: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.byteLength);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, body]);
}

function init(entry: Uint8Array): Uint8Array {
  const table = box("stsd", new Uint8Array([0, 0, 0, 0, 0, 0, 0, 1]), entry);
  return box("moov", box("mvhd"), box("trak", box("mdia", box("minf", box("stbl", table)))));
}

function visual(width: number, height: number, ...children: Uint8Array[]): Uint8Array {
  const fields = Buffer.alloc(78);
  fields.writeUInt16BE(width, 24);
  fields.writeUInt16BE(height, 26);
  return box("avc1", fields, ...children);
}

function sound(...descriptors: number[]): Uint8Array {
  return box("mp4a", Buffer.alloc(28), box("esds", new Uint8Array([0, 0, 0, 0, ...descriptors])));
}

const decoderFields = Array(12).fill(0);

describe("describeInit", () => {
  it("reads H.264", () => {
    const configuration = box("avcC", new Uint8Array([1, 0x64, 0, 0x1f, 0xff]));
    expect(describeInit(init(visual(1280, 720, configuration)))).toEqual({
      codec: "avc1.64001f",
      width: 1280,
      height: 720,
    });
  });

  it("reads AAC, with descriptor lengths of one byte and of four", () => {
    const short = sound(3, 22, 0, 1, 0, 4, 17, 0x40, ...decoderFields, 5, 2, 0x11, 0x90);
    expect(describeInit(init(short))).toEqual({ codec: "mp4a.40.2", width: null, height: null });
    const long = [
      3,
      0x80,
      0x80,
      0x80,
      28,
      0,
      1,
      0,
      4,
      0x80,
      0x80,
      0x80,
      20,
      0x40,
      ...decoderFields,
      5,
      0x80,
      0x80,
      0x80,
      2,
    ];
    expect(describeInit(init(sound(...long, 0x11, 0x90))).codec).toBe("mp4a.40.2");
  });

  it("reads audio object types beyond 31, and object types other than MPEG-4", () => {
    expect(
      describeInit(init(sound(3, 22, 0, 1, 0, 4, 17, 0x40, ...decoderFields, 5, 2, 0xf9, 0x40))).codec,
    ).toBe("mp4a.40.42");
    expect(describeInit(init(sound(3, 18, 0, 1, 0, 4, 13, 0x6b, ...decoderFields))).codec).toBe("mp4a.6b");
  });

  it("refuses what it does not know", () => {
    expect(() => describeInit(init(box("hvc1")))).toThrow(/hvc1/);
    expect(() => describeInit(init(visual(2, 2)))).toThrow(/no avcC/);
    expect(() => describeInit(init(sound(9, 1, 0)))).toThrow(/descriptor 3 expected/);
    expect(() => describeInit(box("moov"))).toThrow(/none/);
  });
});

describe("readBoxes", () => {
  it("refuses boxes that do not fit", () => {
    expect(() => readBoxes(new Uint8Array([0, 0, 0, 99, 102, 114, 101, 101]))).toThrow(RangeError);
    expect(() => readBoxes(new Uint8Array([0, 0, 0, 4, 102, 114, 101, 101]))).toThrow(RangeError);
  });

  it("takes a box of size 0 to the end, and sizes of 64 bits", () => {
    expect(readBoxes(new Uint8Array([0, 0, 0, 0, 102, 114, 101, 101, 1, 2]))[0]?.body.byteLength).toBe(2);
    const large = new Uint8Array([0, 0, 0, 1, 102, 114, 101, 101, 0, 0, 0, 0, 0, 0, 0, 17, 7]);
    expect(findBox(large, "free")?.body).toEqual(new Uint8Array([7]));
  });
});
