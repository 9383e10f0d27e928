import { readFile } from "node:fs/promises";
import { describeTusConformance } from "@firstframe/ingest/testing";
import { afterAll, beforeAll, describe } from "vitest";
import { maximumSize, type RunningIngest, startIngest } from "./testing/start-ingest.ts";

describe("uploads on the media worker", () => {
  let running: RunningIngest;
  beforeAll(async () => {
    running = await startIngest();
  });
  afterAll(() => running[Symbol.asyncDispose]());

  describeTusConformance(() => ({
    name: "worker",
    maximumSize,
    newUpload: async (limits) => running.api.newUpload(limits),
    fetch: (path, init) => fetch(running.url + path, init),
    async stored({ id }) {
      return readFile(running.ingest.fileOf(id), "utf8").catch(() => null);
    },
  }));
});
