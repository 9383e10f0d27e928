import { createHash } from "node:crypto";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** SHA-256 of what a URL answers with, as hexadecimal digits. */
export function answeredDigest(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((done, fail) => {
    get(url, { headers, agent: false }, (response) => done(digestOf(response))).on("error", fail);
  });
}

/** SHA-256 of the one file of that size in a folder, as hexadecimal digits. */
export function fileDigest(folder: string, size: number): Promise<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const [file, ...others] = files.filter((path) => {
    const stats = statSync(path);
    return stats.isFile() && stats.size === size;
  });
  if (file === undefined || others.length > 0)
    throw new Error(`${folder} does not hold one file of ${size} bytes`);
  return digestOf(createReadStream(file));
}

async function digestOf(bytes: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of bytes) hash.update(piece);
  return hash.digest("hex");
}
