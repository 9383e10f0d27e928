import { crc32, deflateRawSync } from "node:zlib";

/** A zip archive of one file, `bomb`, of `length` zeros: a thousandth of that in size (APPNOTE.TXT, 4.3). */
export function zipOfZeros(length: number): Buffer {
  const zeros = Buffer.alloc(length);
  const packed = deflateRawSync(zeros, { level: 9 });
  const name = Buffer.from("bomb");
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(crc32(zeros), 10);
  facts.writeUInt32LE(packed.byteLength, 14);
  facts.writeUInt32LE(length, 18);
  facts.writeUInt16LE(name.byteLength, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), facts, name]);
  const version = Buffer.from([20, 0]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), version, facts, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.byteLength, 12);
  end.writeUInt32LE(local.byteLength + packed.byteLength, 16);
  return Buffer.concat([local, packed, entry, end]);
}
