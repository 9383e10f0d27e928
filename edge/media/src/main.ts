import { randomBytes } from "node:crypto";
import { availableParallelism, tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { idRandomBytes, makeId } from "@firstframe/contract/constants";
import { serve } from "@hono/node-server";
import { clipTask } from "./clip/clip-task.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { encodeTask } from "./encode/encode-task.ts";
import { extrasTask } from "./extras/extras-task.ts";
import { fetchTask } from "./fetch/fetch-task.ts";
import { resolveAll } from "./fetch/public-lookup.ts";
import { openIngest, type WorkerIngest } from "./ingest/open-ingest.ts";
import { createLogger } from "./logger.ts";
import { MediaError } from "./media-error.ts";
import { memoryGuard } from "./memory-guard.ts";
import { prepareTask } from "./prepare/prepare-task.ts";
import type { RetryPolicy } from "./retry.ts";
import { runSourceTask } from "./run-source-task.ts";
import { openScratch } from "./scratch.ts";
import { createApp } from "./server.ts";
import { createSourceFiles } from "./source/source-files.ts";
import { createTaskApi } from "./task-api.ts";
import { createTaskRunner } from "./task-runner.ts";
import { createWorker } from "./worker.ts";

/** Longest wait for running tasks to be handed back before the process ends all the same. */
const shutdownMs = 10_000;

/** Files that are fetched at the same time, besides the tasks that encode: they wait for networks, not for cores. */
const fetchSlots = 4;
/** Uploads that are watched while they arrive, and sources that are looked at: work of moments. */
const followSlots = 8;
const prepareSlots = 2;
/** How long a source is kept for the asset's next task. */
const sourceLingerMs = 60_000;
const fetchTimeouts = { answerMs: 30_000, idleMs: 30_000 };
/** How often uploads on the volume are looked after. */
const tidyMs = 10_000;

/**
 * A body may take as long as its bytes keep coming: Node's own limit of five minutes would break off every upload over a
 * slow line. Headers may not, and a peer that vanished is found out by TCP.
 */
const connections = {
  requestTimeout: 0,
  headersTimeout: 60_000,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
};

const retry: RetryPolicy = {
  attempts: 6,
  baseMs: 250,
  maximumMs: 8_000,
  random: Math.random,
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};

async function run(config: Config): Promise<void> {
  const logger = createLogger((line) => process.stderr.write(line), Date.now);
  const { ffmpeg, ffprobe, threads, temporary } = config;
  const workerId = makeId("worker", randomBytes(idRandomBytes));
  const makeRequestId = () => makeId("request", randomBytes(idRandomBytes));
  const ingest =
    config.ingest &&
    (await openIngest({
      ...config.ingest,
      ...{ secret: config.secret, fetch, now: Date.now, retry, makeRequestId },
      logger: logger.with({ worker_id: workerId }),
    }));
  const scratch = await openScratch(temporary, process.pid);
  const sources = createSourceFiles({
    ...{ directory: scratch.sources, retry, lingerMs: sourceLingerMs },
    uploads: ingest,
  });
  const clock = () => performance.now();
  const guard = memoryGuard(config.memoryBytes);
  const withSource = { ffmpeg, ffprobe, threads, guard, sources, temporary: scratch.tasks, clock };
  const runTask = createTaskRunner({
    createApi: ({ task_url, token }) => createTaskApi({ taskUrl: task_url, token, fetch, retry }),
    workerId,
    fetch: (task) =>
      fetchTask(task, { fetch, resolve: resolveAll, timeouts: fetchTimeouts, retry, now: Date.now }),
    clip: (task) => runSourceTask(task, withSource, (leased) => clipTask(leased, { fetch, retry })),
    prepare: (task) => runSourceTask(task, withSource, prepareTask),
    encode: (task) => runSourceTask(task, withSource, encodeTask),
    extras: (task) => runSourceTask(task, withSource, extrasTask),
    clock,
    logger: logger.with({ worker_id: workerId }),
  });
  const slots = { fetch: fetchSlots, follow: followSlots, prepare: prepareSlots, encode: config.slots };
  const worker = createWorker(workerId, slots, runTask);
  const app = createApp({ secret: config.secret, worker, makeRequestId, logger, ingest });
  const tidy = async (opened: WorkerIngest): Promise<void> => {
    await opened.keeper.tidy().catch((error: unknown) => {
      logger.log("error", "uploads could not be tidied up", { error: String(error) });
    });
    // With jitter: workers that start at once do not come at once for ever.
    setTimeout(tidy, tidyMs * (0.5 + Math.random()), opened).unref();
  };
  if (ingest !== null) void tidy(ingest);

  const server = serve(
    { fetch: app.fetch, hostname: config.host, port: config.port, serverOptions: connections },
    ({ address, family, port }) => {
      const host = family === "IPv6" ? `[${address}]` : address;
      process.stdout.write(`media worker listening on http://${host}:${port}\n`);
    },
  );
  server.on("error", (error: NodeJS.ErrnoException) => {
    const where = `${config.host}:${config.port}`;
    const reason =
      error.code === "EADDRINUSE"
        ? `port ${config.port} is taken: stop what listens on ${where}, or set FIRSTFRAME_MEDIA_PORT to another port`
        : `cannot listen on ${where}: ${error.message}`;
    process.stderr.write(`media worker: ${reason}\n`);
    process.exit(1);
  });

  let stopping = false;
  async function stop(cause: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    logger.log("info", "shutting down", { cause });
    setTimeout(() => process.exit(0), shutdownMs).unref();
    server.close();
    await worker.drain(new MediaError("processing_failed", "worker is shutting down", { retryable: true }));
    await sources.close();
    await scratch.remove();
    process.exit(0);
  }
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  if (process.connected) process.on("disconnect", () => void stop("parent is gone"));
}

try {
  await run(readConfig(process.env, { cores: availableParallelism(), temporary: tmpdir() }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`media worker: ${error.message}\n`);
  process.exit(1);
}
