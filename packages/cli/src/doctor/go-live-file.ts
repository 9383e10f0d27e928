import { readFile } from "node:fs/promises";
import * as z from "zod";
import { UsageError } from "../usage-error.ts";

const told = z.string().trim().min(1);
const date = z.iso.date();

/** `firstframe.golive.json`: what no deployment can tell of itself. */
const goLiveFile = z.strictObject({
  $schema: z.string().optional(),
  /** Who is called when playback breaks, and how. */
  incident_owner: told.optional(),
  /** Where it is written how to go back to the version before. */
  rollback: told.optional(),
  /** Where it is written how keys are replaced. */
  key_rollover: told.optional(),
  /** Where incidents and launches are looked back on. */
  review: told.optional(),
  /** When an incident with a rollback was last rehearsed. */
  last_drill: date.optional(),
  /** When keys were last replaced, and an old one seen to be refused. */
  last_key_rollover: date.optional(),
  /** When the database was last restored from its backup. */
  last_restore: date.optional(),
  /** `keep`: assets are meant to be kept until somebody deletes them. */
  retention: z.enum(["keep", "expire"]).optional(),
  /** Who has to be able to watch: each a name, and the dimensions of its views. */
  cohorts: z.array(z.strictObject({ name: told, dimensions: z.record(told, told) })).optional(),
});
export type GoLiveFile = z.infer<typeof goLiveFile>;

/**
 * Reads what the team says of itself; nothing where there is no file.
 *
 * @throws UsageError where the file cannot be understood
 */
export async function readGoLiveFile(path: string): Promise<GoLiveFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return {}; // Then the checks say what is to be in it.
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  const result = goLiveFile.safeParse(value);
  if (result.success) return result.data;
  throw new UsageError(`${path} is not understood:\n${z.prettifyError(result.error)}`);
}
