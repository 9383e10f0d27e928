import { listOf, numberOf, objectOf, textOf } from "../json-field.ts";
import { languageTag } from "../language-tag.ts";
import type { TextTrack } from "./extras-facts.ts";

const longestTitle = 120;

/** The subtitle tracks in what `ffprobe -show_streams -print_format json` wrote, in the source's order. */
export function parseTextTracks(json: unknown): TextTrack[] {
  const streams = listOf(objectOf(json).streams);
  return streams
    .filter((stream) => stream.codec_type === "subtitle")
    .map((stream) => {
      const tags = objectOf(stream.tags);
      const disposition = objectOf(stream.disposition);
      return {
        index: numberOf(stream.index) ?? 0,
        codec: textOf(stream.codec_name) ?? "unknown",
        language: languageTag(textOf(tags.language)),
        title: textOf(tags.title)?.trim().slice(0, longestTitle) || null,
        isCaptions: disposition.hearing_impaired === 1 || disposition.captions === 1,
        isForced: disposition.forced === 1,
      };
    });
}
