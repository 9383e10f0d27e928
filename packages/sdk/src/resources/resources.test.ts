import { expect, it } from "vitest";
import { json, startApiServer } from "../testing/api-server.ts";
import { calls } from "../testing/calls.ts";

it.each(calls)("%s", async (request, call) => {
  const api = await startApiServer(json({ data: [], next_cursor: null }));
  await call(api.client());
  expect(api.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([request]);
});
