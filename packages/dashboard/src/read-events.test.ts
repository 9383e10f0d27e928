import { expect, it } from "vitest";
import type { ApiClient } from "./api-client.ts";
import { readEvents } from "./read-events.ts";

it("reads on until there are no more", async () => {
  const asked: string[] = [];
  const sizes = [100, 3];
  const client: ApiClient = {
    async get<Resource>(path: string) {
      asked.push(path);
      const from = 100 * (asked.length - 1);
      const data = Array.from({ length: sizes.shift() ?? 0 }, (_, index) => ({ sequence: from + index + 1 }));
      return { data } as Resource;
    },
    send: () => Promise.reject(new Error("nothing is sent")),
  };
  expect(await readEvents(client, "ast_1", new AbortController().signal)).toHaveLength(103);
  expect(asked).toEqual([
    "/v1/events?after=0&limit=100&asset_id=ast_1",
    "/v1/events?after=100&limit=100&asset_id=ast_1",
  ]);
});
