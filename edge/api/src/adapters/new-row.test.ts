import { describe, expect, it } from "vitest";
import { insertRows, newRow } from "./new-row.ts";
import type { Statement } from "./statement.ts";

const event = (id: string) => newRow("events", { id, data: { of: id } });
const guarded: Statement = ["UPDATE jobs SET state = ?", "running"];

describe("rows that are inserted", () => {
  it("go into each table by one statement, in their order, parents first", () => {
    const rows = [
      event("a"),
      newRow("uploads", { id: "u" }),
      event("b"),
      newRow("assets", { id: "v", mp4: true }),
    ];
    expect(insertRows(rows)).toEqual([
      ["INSERT INTO assets (id, mp4) VALUES (?, ?)", "v", 1],
      ["INSERT INTO uploads (id) VALUES (?)", "u"],
      ["INSERT INTO events (id, data) VALUES (?, ?), (?, ?)", "a", '{"of":"a"}', "b", '{"of":"b"}'],
    ]);
  });

  it("claim a request before anything else, so that a repetition fails by that", () => {
    const [first] = insertRows([newRow("jobs", { id: "j" }), newRow("idempotency_keys", { key_hash: "k" })]);
    expect(first).toEqual(["INSERT INTO idempotency_keys (key_hash) VALUES (?)", "k"]);
  });

  it("do not pass a statement", () => {
    expect(insertRows([event("a"), guarded, event("b"), event("c")]).map(([sql]) => sql)).toEqual([
      "INSERT INTO events (id, data) VALUES (?, ?)",
      "UPDATE jobs SET state = ?",
      "INSERT INTO events (id, data) VALUES (?, ?), (?, ?)",
    ]);
  });

  it("are as many to a statement as the database binds values", () => {
    const sizes = (rows: number, columns: number) =>
      insertRows(
        Array.from({ length: rows }, (_, row) =>
          newRow("tasks", Object.fromEntries(Array.from({ length: columns }, (_, i) => [`c${i}`, row]))),
        ),
      ).map((statement) => statement.length - 1);
    expect(sizes(23, 10)).toEqual([100, 100, 30]);
    expect(sizes(3, 60)).toEqual([60, 60, 60]);
  });

  it("of other columns have a statement of their own", () => {
    const rows = [
      newRow("jobs", { id: 1 }),
      newRow("jobs", { id: 2, kind: "fetch" }),
      newRow("jobs", { id: 3 }),
    ];
    expect(insertRows(rows)).toHaveLength(3);
  });
});
