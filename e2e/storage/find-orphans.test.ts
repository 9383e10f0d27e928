import { describe, expect, it } from "vitest";
import { findOrphans, type Storage } from "./find-orphans.ts";

const storage: Storage = {
  keys: [],
  uploads: [
    { id: "upl_done", state: "completed" },
    { id: "upl_over", state: "canceled" },
  ],
  jobs: [
    { id: "job_done", asset_id: "ast_1", state: "succeeded" },
    { id: "job_runs", asset_id: "ast_2", state: "running" },
    { id: "job_over", asset_id: "ast_3", state: "failed" },
  ],
  tasks: [
    { job_id: "job_done", position: 0, attempt: 2, won: 2 },
    { job_id: "job_runs", position: 1, attempt: 2, won: null },
  ],
  purges: ["assets/ast_1/job_done/0-7/"],
};
const orphans = (...keys: string[]) => findOrphans({ ...storage, keys });

describe("findOrphans", () => {
  it("passes what belongs to something, and what is going to be removed", () => {
    const owned = [
      "sources/upl_done/00000000",
      "assets/ast_1/job_done/v360/playlist.m3u8",
      "assets/ast_1/records/job_done.json",
      "assets/ast_1/job_done/0-2/v360/00000.m4s",
      "assets/ast_1/job_done/0-7/v360/00000.m4s",
      "assets/ast_2/job_runs/1-1/v360/00000.m4s",
    ];
    expect(orphans(...owned)).toEqual([]);
  });

  it.each([
    ["an upload that is over", "sources/upl_over/00000000"],
    ["an upload that there is not", "sources/upl_none/00000000"],
    ["a job that has failed", "assets/ast_3/job_over/0-1/v360/00000.m4s"],
    ["the record of a job that has failed", "assets/ast_3/records/job_over.json"],
    ["another asset's job", "assets/ast_2/job_done/0-2/v360/00000.m4s"],
    ["an attempt that lost", "assets/ast_1/job_done/0-1/v360/00000.m4s"],
    ["an attempt that there was not yet", "assets/ast_2/job_runs/1-3/v360/00000.m4s"],
    ["a task that there is not", "assets/ast_1/job_done/4-1/poster.jpg"],
    ["nothing that is known", "elsewhere/file"],
  ])("finds what is of %s", (_, key) => {
    expect(orphans(key)).toEqual([key]);
  });
});
