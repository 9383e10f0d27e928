import { expect, it } from "vitest";
import { json, problem, startApiServer } from "./testing/api-server.ts";

async function collect<Item, Result>(
  list: AsyncIterable<Item>,
  pick: (item: Item) => Result,
): Promise<Result[]> {
  const items: Result[] = [];
  for await (const item of list) items.push(pick(item));
  return items;
}
const idOf = ({ id }: { id: string }) => id;

const page = (ids: string[], next: string | null) =>
  json({ data: ids.map((id) => ({ id })), next_cursor: next });

it("reads one page", async () => {
  const api = await startApiServer(page(["a", "b"], "2"));
  const { data, next_cursor } = await api.client().assets.list({ limit: 2, status: "ready" }).page();
  expect(data.map(idOf)).toEqual(["a", "b"]);
  expect(next_cursor).toBe("2");
  expect(api.requests.map(({ url }) => url)).toEqual(["/v1/assets?limit=2&status=ready"]);
});

it("goes through all pages, keeping the query", async () => {
  const api = await startApiServer(page(["a", "b"], "2 &"), page([], "3"), page(["c"], null));
  const ids = await collect(api.client().jobs.list({ state: "failed" }), idOf);
  expect(ids).toEqual(["a", "b", "c"]);
  expect(api.requests.map(({ url }) => url)).toEqual([
    "/v1/jobs?state=failed",
    "/v1/jobs?state=failed&cursor=2+%26",
    "/v1/jobs?state=failed&cursor=3",
  ]);
});

it("asks for no further page than is read", async () => {
  const api = await startApiServer(page(["a", "b"], "2"));
  for await (const { id } of api.client().views.list()) if (id === "b") break;
  expect(api.requests).toHaveLength(1);
});

it("starts at a given cursor, and again with each loop", async () => {
  const api = await startApiServer(page(["c"], null));
  const list = api.client().assets.list({ cursor: "2" });
  await collect(list, idOf);
  await collect(list, idOf);
  expect(api.requests.map(({ url }) => url)).toEqual(["/v1/assets?cursor=2", "/v1/assets?cursor=2"]);
});

it("pages events by sequence number", async () => {
  const api = await startApiServer(page(["e8", "e9"], "9"), page([], null));
  const ids = await collect(api.client().events.list({ after: 7, limit: 2 }), idOf);
  expect(ids).toEqual(["e8", "e9"]);
  expect(api.requests.map(({ url }) => url)).toEqual([
    "/v1/events?after=7&limit=2",
    "/v1/events?after=9&limit=2",
  ]);
});

it("throws an error where the page was asked for", async () => {
  const api = await startApiServer(page(["a"], "2"), problem(403, "insufficient_scope", false));
  const read: string[] = [];
  const loop = async () => {
    for await (const { id } of api.client().assets.list()) read.push(id);
  };
  await expect(loop()).rejects.toMatchObject({ code: "insufficient_scope" });
  expect(read).toEqual(["a"]);
});
