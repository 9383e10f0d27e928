import type { PrepareDispatch, SourceFacts } from "@firstframe/contract";
import { toNumber } from "../rational.ts";
import type { WholeSource } from "../source/download-source.ts";
import type { ProbedSource } from "../source-facts.ts";

/** What the API tells of a source. @param whole null as long as it still arrives */
export function describeSource(
  { source }: Pick<PrepareDispatch, "source">,
  { container, video, audios }: ProbedSource,
  whole: WholeSource | null,
): SourceFacts {
  return {
    size_bytes: whole?.sizeBytes ?? source.size_bytes,
    sha256: whole?.sha256 ?? null,
    filename: source.filename,
    content_type: source.content_type,
    container,
    video_codec: video?.codec ?? null,
    audio_codec: audios[0]?.codec ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    frame_rate: video && Math.round(toNumber(video.frameRate) * 1000) / 1000,
  };
}
