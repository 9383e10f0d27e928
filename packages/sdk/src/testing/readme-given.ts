/** What the examples of the README take for given: names that a reader's own program would have. */
import { Firstframe } from "../index.ts";

export const firstframe = new Firstframe({
  apiKey: process.env.FIRSTFRAME_SECRET_KEY,
  baseUrl: process.env.FIRSTFRAME_URL ?? "",
});

export const assetId = `ast_${"0".repeat(26)}`;
export const asset = { id: assetId };

export const published: (string | null)[] = [];
export const publish = async (id: string | null): Promise<void> => void published.push(id);

const rows = [{ sequence: 0 }];
export const database = {
  /** Knows the two statements that keep a position. */
  async query(statement: string, values: number[] = []): Promise<{ sequence: number }[]> {
    if (statement.startsWith("UPDATE")) rows[0] = { sequence: values[0] ?? 0 };
    return rows;
  },
};

export const consumer = firstframe.events.consume({
  store: {
    load: async () => (await database.query("SELECT"))[0]?.sequence ?? 0,
    save: async (sequence) => void (await database.query("UPDATE", [sequence])),
  },
  handle: ({ asset_id }) => publish(asset_id),
});

/** Starts nothing: a test is not to go on by itself. */
export const setInterval = (action: () => unknown, ms: number): void => void [action, ms];
/** Says nothing. */
export const console = {
  log: (..._values: unknown[]) => undefined,
  error: (..._values: unknown[]) => undefined,
};
