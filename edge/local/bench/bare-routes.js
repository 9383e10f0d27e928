// The floor of the API: a bare Hono route with one write or one read of D1, as anybody would begin.
import { Hono } from "hono";

/**
 * @typedef {object} Statement of D1, as far as it is used here
 * @property {(...values: unknown[]) => Statement} bind
 * @property {() => Promise<unknown>} run
 * @property {() => Promise<Record<string, unknown> | null>} first
 */

/** @type {Hono<{ Bindings: { DB: { prepare(sql: string): Statement, batch(all: Statement[]): Promise<unknown> } } }>} */
const app = new Hono();

app.post("/rows", async (context) => {
  const body = await context.req.json();
  const id = crypto.randomUUID();
  await context.env.DB.prepare("INSERT INTO bare_rows (id, body, created_at) VALUES (?, ?, ?)")
    .bind(id, JSON.stringify(body), Date.now())
    .run();
  return context.json({ id }, 201);
});

app.get("/rows/:id", async (context) => {
  const row = await context.env.DB.prepare("SELECT * FROM bare_rows WHERE id = ?")
    .bind(context.req.param("id"))
    .first();
  return row === null ? context.json({ error: "not found" }, 404) : context.json(row);
});

/** Once, before anything else. */
app.post("/", async (context) => {
  await context.env.DB.batch([
    context.env.DB.prepare("CREATE TABLE bare_rows (id TEXT PRIMARY KEY, body TEXT, created_at INTEGER)"),
    context.env.DB.prepare("INSERT INTO bare_rows VALUES ('first', '{}', 0)"),
  ]);
  return context.body(null, 204);
});

export default app;
