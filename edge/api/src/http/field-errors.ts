import type { z } from "zod";
import { safeExcerpt } from "../domain/safe-excerpt.ts";

export interface FieldError {
  /** Full path, such as `input.end_s` or `scopes.0`. */
  readonly field: string;
  readonly message: string;
}

/** More than anybody reads at once. */
const maximumErrors = 20;
const longestField = 200;

/**
 * What a schema's refusal says of each field, at most 20 of them.
 *
 * @param where named for what has no field, such as `body`
 */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], where: string): FieldError[] {
  return errorsOf(issues)
    .slice(0, maximumErrors)
    .map(({ field, message }) => ({ field: safeExcerpt(field || where, longestField), message }));
}

function errorsOf(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: path ? `${path}.${key}` : key,
        message: "is not a known field",
      }));
    }
    const inner = issue.code === "invalid_union" ? likeliest(issue.errors.map(errorsOf)) : null;
    if (inner === null) return [{ field: path, message: issue.message }];
    return inner.map(({ field, message }) => ({
      field: [path, field].filter(Boolean).join("."),
      message,
    }));
  });
}

/** What speaks against the one alternative that was meant: the one that least speaks against; null where that is not clear. */
function likeliest(alternatives: readonly FieldError[][]): FieldError[] | null {
  const [first, second] = [...alternatives].sort((a, b) => a.length - b.length);
  return first && second && first.length < second.length ? first : null;
}
