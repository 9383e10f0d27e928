import { type IdKind, id } from "@firstframe/contract";
import * as z from "zod";

/** Path parameters of a route that names one thing. */
export function idParam(kind: IdKind) {
  return z.strictObject({ id: id(kind) });
}
