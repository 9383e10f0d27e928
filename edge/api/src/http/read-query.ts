import { ApiError } from "../domain/api-error.ts";

/** No route has as many. */
const maximumParameters = 50;

/**
 * A query as an object: `name=value` gives a text, `name[key]=value` an entry of an object.
 *
 * @throws ApiError `invalid_request` for a parameter that is given more than once: which one counts would be a guess; and for
 *   `name[__proto__]`, which schemas drop without a word
 */
export function readQuery(search: URLSearchParams): Record<string, unknown> {
  const names = [...search.keys()];
  if (names.length > maximumParameters) {
    throw new ApiError("invalid_request", `The query may have at most ${maximumParameters} parameters.`, {
      errors: [{ field: "query", message: `has ${names.length} parameters` }],
    });
  }
  const query = new Map<string, string | Map<string, string>>();
  for (const [name, value] of search) {
    const [, outer, key] = /^([^[\]]+)\[(.+)\]$/.exec(name) ?? [];
    if (outer === undefined || key === undefined) {
      if (query.has(name)) throw refused(name, "is given more than once");
      query.set(name, value);
      continue;
    }
    if (key === "__proto__") throw refused(name, "is not a name that a field may have");
    const group = query.get(outer) ?? new Map<string, string>();
    if (typeof group === "string" || group.has(key)) throw refused(name, "is given more than once");
    query.set(outer, group.set(key, value));
  }
  return Object.fromEntries(
    [...query].map(([name, value]) => [name, typeof value === "string" ? value : Object.fromEntries(value)]),
  );
}

function refused(name: string, message: string): ApiError {
  return new ApiError("invalid_request", `The query is not valid. ${name}: ${message}.`, {
    errors: [{ field: name, message }],
  });
}
