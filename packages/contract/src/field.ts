import * as z from "zod";
import { type IdKind, idPattern } from "./id.ts";

/** RFC 3339 in UTC, with milliseconds. */
export const timestamp = z.iso.datetime();

export function id(kind: IdKind) {
  return z.string().regex(idPattern(kind), `expected an id of the form ${kind} id`);
}

export const maximumMetadataKeys = 20;
const maximumFilterKeys = 10;
const metadataKey = z.string().min(1).max(40);
const metadataValue = z.string().max(500);

/** A caller's own key–value pairs: at most 20, keys up to 40 characters, values up to 500. */
export const metadata = z
  .record(metadataKey, metadataValue)
  .refine(...atMost(maximumMetadataKeys))
  .meta({ maxProperties: maximumMetadataKeys });

/** What is to change of metadata: a string sets its key, null removes it. */
export const metadataPatch = z.record(metadataKey, metadataValue.nullable());

/** Metadata that is looked for. */
export const metadataFilter = z
  .record(metadataKey, metadataValue)
  .refine(...atMost(maximumFilterKeys))
  .meta({ maxProperties: maximumFilterKeys });

function atMost(count: number): [check: (value: object) => boolean, message: string] {
  return [(value) => Object.keys(value).length <= count, `may have at most ${count} keys`];
}

export const correlationId = z.string().min(1).max(128);

/** BCP 47, brought into its canonical form, such as `pt-BR`. */
export const languageTag = z
  .string()
  .max(35)
  .refine(isLanguageTag, "expected a language tag of BCP 47, such as en or pt-BR")
  .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag);

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    // What is malformed is thrown at.
    return false;
  }
}

/** A page of a list, newest first. Pass `next_cursor` as `cursor` to go on. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}

export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

/** Anything that JSON can say. */
export const jsonValue = z.json();

/** A path below an attempt's outputs, such as `v720/00012.m4s`. */
export const outputPath = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}$/)
  .max(200);
