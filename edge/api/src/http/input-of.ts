import * as z from "zod";
import type { Route } from "./route.ts";

const nothing = z.strictObject({});

/** What a route takes. Where it declares nothing it takes nothing: what is sent there all the same is a mistake, and is refused as one. */
export function inputOf({ method, request, raw }: Route): NonNullable<Route["request"]> {
  const hasBody = method !== "GET" && raw?.request === undefined;
  return { query: nothing, ...(hasBody ? { body: nothing } : {}), ...request };
}
