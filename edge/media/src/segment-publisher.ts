import { createHash } from "node:crypto";
import { readFile, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedRendition, ProducedSegment } from "@firstframe/contract";
import { describeInit } from "./codec-string.ts";
import { readDuration, readTiming } from "./encode/place-segment.ts";
import { ffmpegPlaylist } from "./hls-argv.ts";
import { type IFrameEntry, iFrameEntry } from "./i-frame-entry.ts";
import { ifThere } from "./if-there.ts";
import { MediaError } from "./media-error.ts";
import { hasEnd, listSegments } from "./media-playlist.ts";

/** A rendition that ffmpeg is writing. */
export interface RenditionInTheMaking {
  readonly id: string;
  /** Null for audio. */
  readonly frameRate: number | null;
  /** What is said of a track of sound; null for video. */
  readonly sound: {
    readonly language: string | null;
    readonly name: string;
    readonly channels: number;
  } | null;
  /** Number of its first segment. */
  readonly first: number;
  /** Seconds that its last segment lasts, where what comes after it is known. */
  readonly lastS?: number;
  /** Gives a segment its place in the whole, in its bytes, before it is published; false where nothing was to be changed. */
  readonly place?: (segment: PlacedSegment) => boolean;
}

/** What was made of one segment. */
interface Made {
  /** Seconds up to the next one, by ffmpeg's playlist. */
  readonly listedS: number;
  /** Seconds that its samples last. */
  readonly samplesS: number;
  readonly sizeBytes: number;
  /** Null for sound, and where it cannot be read alone. */
  readonly keyframe: IFrameEntry | null;
}

interface PlacedSegment {
  readonly bytes: Uint8Array;
  readonly index: number;
  /** Seconds, by ffmpeg's playlist. */
  readonly listedS: number;
  readonly init: Uint8Array;
}

interface PublisherOptions {
  /** In which ffmpeg writes each rendition into a directory named after it. */
  readonly directory: string;
  readonly renditions: readonly RenditionInTheMaking[];
  /** Publishes the file at this path below the directory. */
  readonly put: (path: string) => Promise<void>;
  /** Told of a failure at once, so that ffmpeg can be stopped. */
  readonly onFailure: (error: unknown) => void;
}

interface Progress {
  readonly plan: RenditionInTheMaking;
  init: { readonly bytes: Uint8Array; readonly facts: InitFacts; readonly sent: Promise<void> } | null;
  readonly segments: Made[];
  /** Of `segments`, how many are published without a gap. */
  published: number;
  readonly done: Set<number>;
  readonly puts: Promise<void>[];
}

type InitFacts = Pick<
  ProducedRendition,
  "kind" | "codecs" | "width" | "height" | "init_sha256" | "init_bytes"
>;

/** Publishes segments as ffmpeg completes them. */
export interface SegmentPublisher {
  /** Looks for new segments and begins to publish them. */
  poll(): Promise<void>;
  /** Of all segments so far. */
  bytes(): number;
  /** What is published so far, of renditions of which anything is. */
  produced(): ProducedRendition[];
  /**
   * After ffmpeg's end: resolves once everything is published.
   *
   * @throws MediaError `processing_failed` where ffmpeg could not write all of it: of a disk that is full it says nothing
   */
  finish(): Promise<ProducedRendition[]>;
}

export function createSegmentPublisher(options: PublisherOptions): SegmentPublisher {
  const { directory } = options;
  const all = options.renditions.map(
    (plan): Progress => ({ plan, init: null, segments: [], published: 0, done: new Set(), puts: [] }),
  );

  function publish(progress: Progress, path: string, index: number | null): Promise<void> {
    const { init } = progress;
    const put = Promise.all([options.put(path), index === null ? null : init?.sent]).then(() => {
      if (index === null) return;
      progress.done.add(index);
      while (progress.done.delete(progress.published)) progress.published++;
    });
    progress.puts.push(put);
    put.catch(options.onFailure);
    return put;
  }

  async function look(progress: Progress): Promise<void> {
    const { plan, segments } = progress;
    const playlist = await ifThere(readFile(join(directory, plan.id, ffmpegPlaylist), "utf8"));
    const listed = listSegments(playlist ?? "");
    for (const { name, durationS } of listed.slice(segments.length)) {
      if (progress.init === null) {
        const bytes = await readFile(join(directory, plan.id, "init.mp4"));
        progress.init = {
          bytes,
          facts: factsOf(bytes),
          sent: publish(progress, `${plan.id}/init.mp4`, null),
        };
      }
      const path = join(directory, plan.id, name);
      const index = segments.length;
      const { bytes: init } = progress.init;
      const bytes = await readFile(path);
      const isChanged = plan.place?.({ bytes, index: plan.first + index, listedS: durationS, init });
      if (isChanged) await writeFile(path, bytes);
      segments.push({
        listedS: durationS,
        samplesS: readDuration(bytes, init) / readTiming(init).timescale,
        sizeBytes: bytes.byteLength,
        keyframe: progress.init.facts.kind === "video" ? keyframeOf(bytes) : null,
      });
      void publish(progress, `${plan.id}/${name}`, index).catch(() => undefined);
    }
  }

  async function checkEnd(id: string): Promise<void> {
    const playlist = await ifThere(readFile(join(directory, id, ffmpegPlaylist), "utf8"));
    if (playlist === undefined || hasEnd(playlist)) return;
    const { bavail, bsize } = await statfs(directory);
    const free = `${bavail * bsize} bytes are free on the disk`;
    throw new MediaError("processing_failed", `What ffmpeg wrote of ${id} breaks off; ${free}`, {
      retryable: true,
    });
  }

  function describe(progress: Progress, count: number, complete: boolean): ProducedRendition[] {
    const { plan, init, segments } = progress;
    if (init === null || count === 0) return [];
    return [
      {
        id: plan.id,
        ...init.facts,
        frame_rate: plan.frameRate === null ? null : Math.round(plan.frameRate * 1000) / 1000,
        channels: plan.sound?.channels ?? null,
        language: plan.sound?.language ?? null,
        name: plan.sound?.name ?? null,
        first_segment: plan.first,
        segments: segments.slice(0, count).map(({ sizeBytes, keyframe }, index): ProducedSegment => {
          const durationS = durationOf(progress, index, complete);
          return keyframe === null
            ? [durationS, sizeBytes]
            : [durationS, sizeBytes, keyframe.offset, keyframe.length];
        }),
        complete,
      },
    ];
  }

  return {
    async poll() {
      for (const progress of all) await look(progress);
    },
    bytes: () =>
      all.reduce((sum, { segments }) => sum + segments.reduce((own, { sizeBytes }) => own + sizeBytes, 0), 0),
    produced: () => all.flatMap((progress) => describe(progress, progress.published, false)),
    async finish() {
      for (const progress of all) {
        await look(progress);
        await checkEnd(progress.plan.id);
      }
      await Promise.all(all.flatMap(({ puts }) => puts));
      return all.flatMap((progress) => describe(progress, progress.segments.length, true));
    },
  };
}

/** What ffmpeg lists for the last segment is a guess: by its samples it is known, or by what comes next. */
function durationOf({ segments, plan }: Progress, index: number, complete: boolean): number {
  const segment = segments[index];
  if (segment === undefined) return 0;
  return complete && index === segments.length - 1 ? (plan.lastS ?? segment.samplesS) : segment.listedS;
}

/** No video fails for want of a playlist of its keyframes. */
function keyframeOf(segment: Uint8Array): IFrameEntry | null {
  try {
    return iFrameEntry(segment);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function factsOf(init: Uint8Array): InitFacts {
  const track = describeInit(init);
  return {
    kind: track.width === null ? "audio" : "video",
    codecs: track.codec,
    width: track.width,
    height: track.height,
    init_sha256: createHash("sha256").update(init).digest("hex"),
    init_bytes: init.byteLength,
  };
}
