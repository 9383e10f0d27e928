import { describe, expect, it } from "vitest";
import { createUploadQueue } from "./upload-queue.ts";

describe("createUploadQueue", () => {
  it("uploads everything once, a few at a time", async () => {
    const done: string[] = [];
    let running = 0;
    let most = 0;
    const queue = createUploadQueue({
      put: async (path) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running--;
        done.push(path);
      },
      concurrency: 3,
      onFailure: (error) => expect.fail(String(error)),
    });
    for (const path of ["a", "b", "c", "d", "a", "e", "b"]) queue.add(path);
    await queue.settle();
    expect(done.toSorted()).toEqual(["a", "b", "c", "d", "e"]);
    expect(most).toBe(3);
    queue.add("f");
    await queue.settle();
    expect(done).toContain("f");
  });

  it("tells of the first failure at once, and uploads nothing more", async () => {
    const tried: string[] = [];
    const failures: unknown[] = [];
    const queue = createUploadQueue({
      put: async (path) => {
        tried.push(path);
        throw new Error(`no ${path}`);
      },
      concurrency: 1,
      onFailure: (error) => failures.push(error),
    });
    queue.add("a");
    queue.add("b");
    await expect(queue.settle()).rejects.toThrow("no a");
    queue.add("c");
    await expect(queue.settle()).rejects.toThrow("no a");
    expect(tried).toEqual(["a"]);
    expect(failures).toHaveLength(1);
  });
});
