import { FirstframeConnectionError, FirstframeError } from "@firstframe/sdk";
import { Failure } from "../failure.ts";
import { UsageError } from "../usage-error.ts";
import { plainText } from "./plain-text.ts";

/** What a person needs to know of an error: the API's own sentence, its code, and the request to name when asking for help. */
export function describeError(error: unknown): string {
  if (error instanceof FirstframeError) {
    const fields = error.errors.map(({ field, message }) => `\n  ${plainText(field)}: ${plainText(message)}`);
    const request = error.requestId === null ? "" : `, request ${plainText(error.requestId)}`;
    return `${plainText(error.message)}${fields.join("")}\n  (${plainText(error.code)}, HTTP ${error.status}${request})`;
  }
  if (error instanceof FirstframeConnectionError) return plainText(error.message);
  // The SDK throws a TypeError for what is no id.
  if (error instanceof Failure || error instanceof UsageError || error instanceof TypeError) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
