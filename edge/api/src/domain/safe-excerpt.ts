import { hideSecrets } from "./api-key-secret.ts";

/**
 * The beginning of what a caller sent, to be repeated to it. Secret keys are hidden before it is cut: most of one is not known as one any more.
 *
 * @param longest characters
 */
export function safeExcerpt(text: string, longest: number): string {
  return hideSecrets(text).slice(0, longest);
}
