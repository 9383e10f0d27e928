import type { UploaderStrings } from "./strings.ts";

/**
 * What a list of accepted types takes, in words: `video, MP4 or MXF`; null where video and sound of every kind are taken.
 *
 * @param accept as of an `<input accept>`
 */
export function acceptedKinds(
  accept: string,
  { anyVideo, anyAudio, tag }: Pick<UploaderStrings, "anyVideo" | "anyAudio" | "tag">,
): string | null {
  const tokens = accept.split(",").map((token) => token.trim().toLowerCase());
  if (tokens.includes("video/*") && tokens.includes("audio/*")) return null;
  const kinds = tokens.flatMap((token) => {
    if (token === "video/*") return anyVideo;
    if (token === "audio/*") return anyAudio;
    const [, kind] = /^(?:\.|[^/]+\/(?:x-)?)([^*]+)$/.exec(token) ?? [];
    return kind === undefined ? [] : kind.toUpperCase();
  });
  return new Intl.ListFormat(tag, { type: "disjunction" }).format(new Set(kinds));
}
