import { type IdKind, idPattern } from "@firstframe/contract/constants";

/**
 * An id that is fit for a path. What looks like no id would name another route: `""` the list, `".."` its parent.
 *
 * @throws TypeError
 */
export function checkedId(kind: IdKind, id: string): string {
  if (idPattern(kind).test(id)) return id;
  throw new TypeError(`${JSON.stringify(id)} is not the id of a ${kind}`);
}
