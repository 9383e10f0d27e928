import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/run-cli.ts";
import { uploadRecords } from "./upload-records.ts";

const record = { idempotencyKey: "one", grant: null, uploadUrl: null };

it("keeps one record for each identity, until it is removed", async () => {
  const folder = join(temporaryFolder(), "uploads");
  const records = uploadRecords(folder, ["file", "https://video.example.com"]);
  expect(await records.load()).toBeNull();
  await records.save(record);
  expect(await uploadRecords(folder, ["file", "https://video.example.com"]).load()).toEqual(record);
  expect(await uploadRecords(folder, ["file", "https://other.example.com"]).load()).toBeNull();
  await records.remove();
  expect(readdirSync(folder)).toEqual([]);
});

it("lets nobody else read it: it holds a token", async () => {
  const folder = join(temporaryFolder(), "uploads");
  await uploadRecords(folder, "file").save(record);
  const [name = ""] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  expect(statSync(folder).mode & 0o077).toBe(0);
});

it("begins anew where a record cannot be read", async () => {
  const folder = join(temporaryFolder(), "uploads");
  const records = uploadRecords(folder, "file");
  await records.save(record);
  writeFileSync(join(folder, readdirSync(folder)[0] ?? ""), "{");
  expect(await records.load()).toBeNull();
});
