import { env } from "cloudflare:test";
import type {
  EncodeResult,
  ExtrasResult,
  Lease,
  Opening,
  PrepareResult,
  ProducedFile,
  ProducedRendition,
} from "@firstframe/contract";
import { expect } from "vitest";
import { compose } from "../compose.ts";
import type { TaskRecord } from "../domain/task-record.ts";
import { type Answer, call } from "./client.ts";

/** A task as its media worker sees it. */
export interface LeasedTask {
  readonly id: string;
  readonly token: string;
  readonly lease: Lease;
  call<Body = unknown>(
    method: string,
    path: string,
    options?: { json?: unknown; body?: BodyInit; headers?: Record<string, string> },
  ): Promise<Answer<Body>>;
  /** Puts a file among the attempt's outputs. */
  put(path: string, text: string): Promise<number>;
  /** Puts the segments of a rendition, and tells of them. */
  produce(renditions: readonly ProducedRendition[], opening?: Opening): Promise<Answer<unknown>>;
  complete(result: object): Promise<Answer<unknown>>;
}

export const workerId = "wkr_00000000000000000000000000";

/** The tasks of an asset's jobs, by position. */
export async function tasksOf(assetId: string): Promise<TaskRecord[]> {
  const { results } = await env.DB.prepare("SELECT id FROM jobs WHERE asset_id = ? ORDER BY created_at, id")
    .bind(assetId)
    .all<{ id: string }>();
  const lists = await Promise.all(results.map(({ id }) => compose(env).tasks.listOfJob(id)));
  return lists.flat();
}

/** The token that a dispatch of the task would carry. */
export async function taskToken(taskId: string): Promise<string> {
  return compose(env).tokens.signTask({ task_id: taskId }, Date.now() + 60_000);
}

/** Takes a queued task of the asset, as a media worker would after its dispatch: the first unless told otherwise. */
export async function leaseTaskOf(assetId: string, position?: number): Promise<LeasedTask> {
  const task = (await tasksOf(assetId)).find(
    (candidate) => candidate.state === "queued" && (position ?? candidate.position) === candidate.position,
  );
  if (task === undefined) throw new Error(`asset ${assetId} has no such task that is queued`);
  const { id } = task;
  const token = await taskToken(id);
  const callTask: LeasedTask["call"] = (method, path, options) =>
    call(method, `/internal/tasks/${id}${path}`, { token, ...options });
  const { body: lease } = await callTask<Lease>("POST", "/lease", { json: { worker_id: workerId } });
  const { attempt } = lease;
  const put = async (path: string, text: string) => {
    const headers = { "content-length": String(text.length), "content-type": "text/test" };
    return (await callTask("PUT", `/outputs/${attempt}/${path}`, { body: text, headers })).status;
  };
  return {
    ...{ id, token, lease, call: callTask, put },
    async produce(renditions, told) {
      for (const rendition of renditions) await putRendition(put, rendition);
      return callTask("POST", "/produced", { json: { attempt, renditions, ...(told && { opening: told }) } });
    },
    complete: (result) => callTask("POST", "/complete", { json: { attempt, ...result } }),
  };
}

async function putRendition(
  put: LeasedTask["put"],
  { id, first_segment, segments }: ProducedRendition,
): Promise<void> {
  expect(await put(`${id}/init.mp4`, "init")).toBe(204);
  for (const index of segments.keys()) {
    const name = String(first_segment + index).padStart(5, "0");
    expect(await put(`${id}/${name}.m4s`, `segment ${name}`)).toBe(204);
  }
}

/** Segments of 4 s, as a worker tells of them. */
export function videoPart(
  id: string,
  firstSegment: number,
  count: number,
  more: Partial<ProducedRendition> = {},
): ProducedRendition {
  return {
    id,
    kind: "video",
    codecs: "avc1.64001e",
    width: 640,
    height: 360,
    frame_rate: 25,
    channels: null,
    language: null,
    name: null,
    init_sha256: "a".repeat(64),
    init_bytes: 800,
    first_segment: firstSegment,
    segments: Array.from({ length: count }, () => [4, 100_000]),
    complete: true,
    ...more,
  };
}

export function audioPart(
  id: string,
  firstSegment: number,
  count: number,
  more: Partial<ProducedRendition> = {},
): ProducedRendition {
  const sound = { kind: "audio", codecs: "mp4a.40.2", width: null, height: null, frame_rate: null } as const;
  return { ...videoPart(id, firstSegment, count), ...sound, channels: 2, ...more };
}

/** A source with picture and no sound. */
export const silentOpening: Opening = {
  duration_ms: 4000,
  has_video: true,
  has_audio: false,
  source: {
    size_bytes: 5,
    sha256: "a".repeat(64),
    filename: null,
    content_type: null,
    container: "mp4",
    video_codec: "h264",
    audio_codec: null,
    width: 640,
    height: 360,
    frame_rate: 25,
  },
  early_start: null,
};

const record = {
  commands: [{ argv: ["-i", "source", "out"], elapsed_ms: 900 }],
  elapsed_ms: 1000,
  cpu_ms: 1500,
  peak_memory_bytes: null,
};

export const poster: ProducedFile = {
  name: "poster.jpg",
  kind: "poster",
  language: null,
  width: 640,
  height: 360,
  size_bytes: 4,
  path: "pictures/first.jpg",
};

/** A whole result of preparing that leaves nothing to do, but for what is told otherwise. */
export function prepared(more: Partial<PrepareResult> = {}): Omit<PrepareResult, "attempt"> {
  return {
    kind: "prepare",
    opening: silentOpening,
    renditions: [videoPart("v360", 0, 1)],
    rendition_order: ["v360"],
    files: [],
    tasks: [],
    plan: { because: "of the test" },
    record,
    ...more,
  };
}

export function encoded(
  renditions: ProducedRendition[],
  ssim?: Record<string, number[]>,
): Omit<EncodeResult, "attempt"> {
  return { kind: "encode", renditions, record: { ...record, ...(ssim && { ssim }) } };
}

export function extras(files: ProducedFile[]): Omit<ExtrasResult, "attempt"> {
  return { kind: "extras", files, record };
}
