import { toHex } from "./hex.ts";
import type { RandomBytes } from "./ports.ts";

const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/**
 * The trace context that work for a request goes on under (W3C Trace Context, 3.2): the caller's trace, with us as the parent. Null
 * where the caller sent none, or none that is valid: then there is no trace.
 */
export function continueTrace(traceparent: string | undefined, randomBytes: RandomBytes): string | null {
  const [, trace, flags] = pattern.exec(traceparent ?? "") ?? [];
  return trace === undefined ? null : `00-${trace}-${toHex(randomBytes(8))}-${flags}`;
}
