import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedRendition, ProducedSegment } from "@firstframe/contract";
import { describeInit } from "./codec-string.ts";
import { ffmpegPlaylist } from "./hls-argv.ts";
import { listSegments } from "./media-playlist.ts";

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
  /** Gives a segment its place in the whole before it is published, and says how long it plays, in seconds. */
  readonly place?: (segment: {
    path: string;
    index: number;
    listedS: number;
    init: Uint8Array;
  }) => Promise<number>;
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
  readonly segments: ProducedSegment[];
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
  /** What is published so far, of renditions of which anything is. */
  produced(): ProducedRendition[];
  /** After ffmpeg's end: resolves once everything is published. */
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
    const playlist = await readIfThere(join(directory, plan.id, ffmpegPlaylist));
    const listed = listSegments(playlist?.toString() ?? "");
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
      const placed = await plan.place?.({ path, index: plan.first + index, listedS: durationS, init });
      const { size } = await stat(path);
      segments.push([placed ?? durationS, size]);
      void publish(progress, `${plan.id}/${name}`, index).catch(() => undefined);
    }
  }

  function describe(
    { plan, init, segments }: Progress,
    count: number,
    complete: boolean,
  ): ProducedRendition[] {
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
        segments: segments.slice(0, count),
        complete,
      },
    ];
  }

  return {
    async poll() {
      for (const progress of all) await look(progress);
    },
    produced: () => all.flatMap((progress) => describe(progress, progress.published, false)),
    async finish() {
      for (const progress of all) await look(progress);
      await Promise.all(all.flatMap(({ puts }) => puts));
      return all.flatMap((progress) => describe(progress, progress.segments.length, true));
    },
  };
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

async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
