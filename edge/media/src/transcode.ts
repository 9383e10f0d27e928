import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobResult, JobStage, Rendition, TranscodeDispatch } from "@firstframe/contract";
import type { JobApi } from "./api-client.ts";
import { encode } from "./encode.ts";
import { checkEncodedDuration } from "./encode-outcome.ts";
import { type FetchedSource, fetchSource } from "./fetch-source.ts";
import { findTruncation } from "./find-truncation.ts";
import { checkLimits } from "./limits.ts";
import { readLocalSource } from "./local-source.ts";
import { makePoster } from "./make-poster.ts";
import { renderMasterPlaylist } from "./master-playlist.ts";
import { type MeasuredRendition, measureRendition } from "./measure-rendition.ts";
import { MediaError } from "./media-error.ts";
import { renderMediaPlaylist } from "./media-playlist.ts";
import { type EncodingPlan, planEncoding } from "./plan.ts";
import { probe } from "./probe.ts";
import { toNumber } from "./rational.ts";
import { renditionIds } from "./rendition-ids.ts";
import type { RetryPolicy } from "./retry.ts";
import type { ProbedSource } from "./source-facts.ts";
import type { UploadQueue } from "./upload-queue.ts";

export interface TranscodeTools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly threads: number;
  readonly retry: RetryPolicy;
}

interface TranscodeOptions {
  readonly api: Pick<JobApi, "openSource">;
  readonly dispatch: TranscodeDispatch;
  readonly attempt: number;
  readonly tools: TranscodeTools;
  readonly uploadFile: ((uploadId: string) => string) | null;
  /** Takes files of `outputs`. */
  readonly uploads: UploadQueue;
  /** Existing, empty directories: one for the source, one for what is made of it. */
  readonly inputs: string;
  readonly outputs: string;
  readonly signal: AbortSignal;
  readonly report: (stage: JobStage, progress: number) => void;
}

/** Share of the whole job at which each stage ends. */
const stageEnds = { fetching: 0.1, probing: 0.12, encoding: 0.95, publishing: 1 } as const;
const stallMs = 30_000;
const masterName = "master.m3u8";

/**
 * Everything from the source to the published outputs.
 *
 * @throws MediaError, JobLostError, or the signal's reason
 */
export async function transcode(options: TranscodeOptions): Promise<JobResult> {
  const { tools, signal, uploads, outputs, report } = options;
  const { source, sizeBytes, sha256 } = await obtainSource(options);

  report("probing", stageEnds.fetching);
  await checkCompleteness(source, sizeBytes);
  const probed = await probe({ ffprobe: tools.ffprobe, source, cwd: outputs, signal });
  checkLimits(probed);
  const plan = planEncoding(probed, sizeBytes);

  report("encoding", stageEnds.probing);
  const workplace = { ffmpeg: tools.ffmpeg, threads: tools.threads, source, directory: outputs, signal };
  const poster = plan.poster && (await makePoster(plan.poster, workplace));
  const span = stageEnds.encoding - stageEnds.probing;
  await encode(plan, {
    ...workplace,
    onSegment: uploads.add,
    onProgress(encodedS) {
      const share = plan.durationS === null ? 0 : Math.min(1, encodedS / plan.durationS);
      report("encoding", stageEnds.probing + share * span);
    },
  });

  const measured = await measureAll(outputs, plan);
  const durationMs = Math.max(0, ...measured.map(({ rendition }) => rendition.duration_ms));
  checkEncodedDuration(probed, durationMs / 1000);
  if (plan.video && !measured.some(({ rendition }) => rendition.kind === "video")) {
    throw new MediaError("source_unsupported", "No frame of the video track could be decoded");
  }
  const renditions = measured.map(({ rendition }) => rendition);

  report("publishing", stageEnds.encoding);
  await publish(uploads, outputs, measured, poster);
  report("publishing", stageEnds.publishing);
  return {
    attempt: options.attempt,
    duration_ms: durationMs,
    has_video: renditions.some(({ kind }) => kind === "video"),
    has_audio: renditions.some(({ kind }) => kind === "audio"),
    renditions,
    source: describeSource(options.dispatch, probed, sizeBytes, sha256),
    playlist: masterName,
    poster,
  };
}

/** The source as a file: where it lies, if it arrived on this worker; otherwise fetched. */
async function obtainSource(options: TranscodeOptions): Promise<FetchedSource & { readonly source: string }> {
  const { api, dispatch, tools, signal, report, uploadFile } = options;
  const onProgress = (share: number) => report("fetching", share * stageEnds.fetching);
  const { upload_id, size_bytes } = dispatch.source;
  if (upload_id !== null && uploadFile === null) {
    throw new MediaError("processing_failed", "The source is on the volume of another worker", {
      retryable: true,
    });
  }
  if (upload_id !== null && uploadFile !== null) {
    const source = uploadFile(upload_id);
    return { source, ...(await readLocalSource({ path: source, signal, onProgress })) };
  }
  const source = join(options.inputs, "source");
  const fetched = await fetchSource({
    ...{ api, path: source, expectedBytes: size_bytes, retry: tools.retry, stallMs, signal, onProgress },
  });
  return { source, ...fetched };
}

async function checkCompleteness(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path);
  try {
    const problem = await findTruncation(async (offset, length) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    }, sizeBytes);
    if (problem !== null) throw new MediaError("source_truncated", problem);
  } finally {
    await file.close();
  }
}

async function measureAll(directory: string, plan: EncodingPlan): Promise<MeasuredRendition[]> {
  const frameRate = plan.video && toNumber(plan.video.frameRate);
  const measured: MeasuredRendition[] = [];
  for (const id of renditionIds(plan)) {
    const result = await measureRendition(directory, id, id === plan.audio?.id ? null : frameRate);
    if (result) measured.push(result);
  }
  return measured;
}

/** What refers to a file goes up after it: segments, then media playlists, then the multivariant playlist. */
async function publish(
  uploads: UploadQueue,
  directory: string,
  measured: readonly MeasuredRendition[],
  poster: string | null,
): Promise<void> {
  if (poster !== null) uploads.add(poster);
  for (const { rendition, segments } of measured) {
    uploads.add(`${rendition.id}/init.mp4`);
    await writeFile(join(directory, rendition.id, "playlist.m3u8"), renderMediaPlaylist(segments));
  }
  await uploads.settle();
  for (const { rendition } of measured) uploads.add(`${rendition.id}/playlist.m3u8`);
  await uploads.settle();
  const renditions: Rendition[] = measured.map(({ rendition }) => rendition);
  await writeFile(join(directory, masterName), renderMasterPlaylist(renditions));
  uploads.add(masterName);
  await uploads.settle();
}

function describeSource(
  dispatch: TranscodeDispatch,
  probed: ProbedSource,
  sizeBytes: number,
  sha256: string,
): JobResult["source"] {
  const { video, audio } = probed;
  return {
    size_bytes: sizeBytes,
    sha256,
    filename: dispatch.source.filename,
    content_type: dispatch.source.content_type,
    container: probed.container,
    video_codec: video?.codec ?? null,
    audio_codec: audio?.codec ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    frame_rate: video && Math.round(toNumber(video.frameRate) * 1000) / 1000,
  };
}
