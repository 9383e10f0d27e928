import * as z from "zod";
import { id, languageTag, listOf, timestamp } from "./field.ts";
import { idPattern } from "./id.ts";

export const trackKinds = ["subtitles", "captions", "descriptions"] as const;
export type TrackKind = (typeof trackKinds)[number];

/** Adds a text track to an asset, whatever state of the way it is in. */
export const createTrack = z.strictObject({
  /** `captions` tell of sounds too, `descriptions` of what is to be seen. */
  kind: z.enum(trackKinds).default("subtitles"),
  language: languageTag,
  /** What a menu calls it; the language's own name unless given. */
  name: z.string().trim().min(1).max(120).optional(),
  /** A WebVTT or SRT file, at most 10 MiB. */
  content: z.string().min(1),
  /** Whether it is shown without being asked for; at most one of an asset's tracks is. */
  default: z.boolean().default(false),
  /** Whether it holds only what everybody has to read, such as signs in another language. */
  forced: z.boolean().default(false),
});
export type CreateTrack = z.input<typeof createTrack>;

const uploadedTrackId = idPattern("track").source.slice(1, -1);

/** Of an uploaded track, or of one that came with the source, after its stream's number. */
export const trackId = z
  .string()
  .regex(new RegExp(`^(${uploadedTrackId}|embedded-\\d{1,5})$`), "expected the id of a track");

export const track = z.object({
  id: trackId,
  asset_id: id("asset"),
  /** `embedded`: it was in the source. */
  source: z.enum(["uploaded", "embedded"]),
  kind: z.enum(trackKinds),
  /** BCP 47; null where the source does not say. */
  language: z.string().nullable(),
  name: z.string(),
  default: z.boolean(),
  forced: z.boolean(),
  /** Of the WebVTT file. */
  size_bytes: z.number().int().positive(),
  /** Where the WebVTT file is below a grant, `/play/<grant>/`. */
  path: z.string(),
  /** Null for what came with the source. */
  created_at: timestamp.nullable(),
});
export type Track = z.infer<typeof track>;

/** All of an asset's, on one page. */
export const trackList = listOf(track);
export type TrackList = z.infer<typeof trackList>;
