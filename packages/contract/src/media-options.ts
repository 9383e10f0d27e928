import * as z from "zod";

/** What is to be made of a file besides what can be played. */
export const mediaOptions = {
  /** Seconds from the start of the picture that `thumbnail.jpg` shows; none is made unless given. */
  thumbnail_time_s: z.number().nonnegative().max(86_400).optional(),
  /** Whether `download.mp4` is made, a file to keep. */
  mp4_download: z.boolean().default(false),
};
