// `npm run bench:pipeline`: how soon an upload plays and how long its ladder takes, beside plain ffmpeg, in one run.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, runnable } from "../src/build.ts";
import { createFigures, say } from "./figures.ts";
import { openBrowser } from "./first-frame.ts";
import { folderPeak } from "./folder-peak.ts";
import { freePort } from "./free-port.ts";
import { makeSources, type Source } from "./pipeline-sources.ts";
import { type Pipeline, processed, sendFile } from "./pipeline-upload.ts";
import { copyToHls, ladderOf, plainLadder } from "./plain-ffmpeg.ts";
import { startApi } from "./start-api.ts";
import { startProgram } from "./start-program.ts";
import { median } from "./statistics.ts";
import { removeUpload } from "./uploads.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    minutes: { type: "string", default: "1,5,20" },
    /** Longer sources are measured up to their first frame only. */
    "ladder-minutes": { type: "string", default: "1,5" },
    json: { type: "string" },
  },
});
const runs = Number(values.runs);
const minutes = values.minutes.split(",").map(Number);
const ladderMinutes = values["ladder-minutes"].split(",").map(Number);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const state = mkdtempSync(join(tmpdir(), "firstframe-bench-"));
const { note, all: figures } = createFigures(54);
/** As an ordinary line carries, in bytes per second: so that there is an upload to be early in. */
const lineRate = 12_000_000;

/** An API with so many media workers, each on the given cores. */
async function startPipeline(name: string, cores: readonly (readonly number[])[]): Promise<Pipeline> {
  const ports = await Promise.all(cores.map(() => freePort()));
  const folder = join(state, name);
  const api = await startApi({
    ...{ root, folder: join(folder, "edge") },
    bindings: { MEDIA_URL: ports.map((port) => `http://127.0.0.1:${port}`).join(",") },
  });
  const children = await Promise.all(
    ports.map(async (port, index) => {
      const temporary = join(folder, `media-${index}`);
      mkdirSync(temporary, { recursive: true });
      const program = await startProgram(
        join(root, "edge/media/src/main.ts"),
        [],
        {
          FIRSTFRAME_MEDIA_PORT: String(port),
          FIRSTFRAME_MEDIA_SECRET: api.mediaSecret,
          FIRSTFRAME_MEDIA_TMP: temporary,
        },
        cores[index],
      );
      return program.child;
    }),
  );
  return {
    ...{ url: api.url, key: api.key, folder },
    async stop() {
      for (const child of children) child.kill("SIGTERM");
      await api.stop();
    },
  };
}

try {
  await build(root, runnable, (name) => say(`Building the ${name} …`));
  const sources = makeSources(join(state, "sources"), minutes);
  const both = await startPipeline("both", [[0, 1]]);
  const browser = await openBrowser({ root, api: both });

  say("From the last byte to the first frame in Chromium, medians:");
  for (const source of [...sources.repackaged, ...sources.early]) await measureFirstFrame(source);

  say("From the last byte to a complete ladder:");
  for (const source of sources.repackaged.filter(({ minutes }) => ladderMinutes.includes(minutes))) {
    await measureLadder(source);
  }
  say("A source that has to be encoded anew:");
  await measureEncoded(sources.encoded);
  await browser.close();
  await both.stop();

  say("Two workers on a core each beside one worker on one core:");
  await measureScaling(sources.repackaged[0]);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ runs, figures }, null, 2)}\n`);

  async function measureFirstFrame(source: Source): Promise<void> {
    const [frames, copies, leads]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < runs; run++) {
      copies.push(await copyToHls(source.path, join(state, "copy")));
      const { grant, lastByteAt } = await sendAndWatch(source);
      frames.push((await browser.firstFrame()) - lastByteAt);
      const { asset, upload } = await processed(both, grant, "playable");
      leads.push(Date.parse(upload.completed_at ?? "") - Date.parse(asset.playable_at ?? ""));
      await removeUpload(both, grant);
    }
    const [frame, copy] = [median(frames), median(copies)];
    note(`  ${source.name}`, {
      "first frame s": frame / 1000,
      "ffmpeg -c copy s": copy / 1000,
      "allowed s": (2 * copy + 1500) / 1000,
      "playable before the last byte s": median(leads) / 1000,
      MiB: statSync(source.path).size / 2 ** 20,
    });
  }

  /** Uploads, while the browser waits for the asset to become playable. */
  async function sendAndWatch(source: Source) {
    const sending = sendFile(both, source.path, source.early ? lineRate : null, browser.watch);
    return sending;
  }

  async function measureLadder(source: Source): Promise<void> {
    const [ours, plain, memory]: [number[], number[], number[]] = [[], [], []];
    let disk = 0;
    for (let run = 0; run < (source.minutes > 1 ? 1 : runs); run++) {
      const peak = folderPeak(join(both.folder, "media-0"));
      const { grant, lastByteAt } = await sendFile(both, source.path, null);
      const { asset, record } = await processed(both, grant, "ready");
      disk = Math.max(disk, peak());
      ours.push(Date.parse(asset.ready_at ?? "") - lastByteAt);
      memory.push(...record.tasks.map(({ record: own }) => own?.peak_memory_bytes ?? 0));
      plain.push(await plainLadder(source.path, ladderOf(record), join(state, "plain")));
      await removeUpload(both, grant);
    }
    note(`  ${source.name}`, {
      "ours s": median(ours) / 1000,
      "plain ffmpeg s": median(plain) / 1000,
      ratio: median(ours) / median(plain),
      "peak MiB of one ffmpeg": Math.max(...memory) / 2 ** 20,
      "temporary MiB": disk / 2 ** 20,
    });
  }

  async function measureEncoded(source: Source): Promise<void> {
    const [frames, plain, ours]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < runs; run++) {
      const { grant, lastByteAt } = await sendFile(both, source.path, null, browser.watch);
      frames.push((await browser.firstFrame()) - lastByteAt);
      const { asset, record } = await processed(both, grant, "ready");
      ours.push(Date.parse(asset.ready_at ?? "") - lastByteAt);
      plain.push(await plainLadder(source.path, ladderOf(record), join(state, "plain")));
      await removeUpload(both, grant);
    }
    const [frame, total] = [median(frames), median(plain)];
    note(`  ${source.name}`, {
      "first frame s": frame / 1000,
      "plain ffmpeg s": total / 1000,
      share: frame / total,
      "ours s": median(ours) / 1000,
      ratio: median(ours) / total,
    });
  }

  async function measureScaling(source: Source | undefined): Promise<void> {
    if (source === undefined) return;
    const [one, two]: [number[], number[]] = [[], []];
    for (const [name, cores, times] of [
      ["one", [[0]], one],
      ["two", [[0], [1]], two],
    ] as const) {
      const pipeline = await startPipeline(name, cores);
      for (let run = 0; run < runs; run++) {
        const { grant, lastByteAt } = await sendFile(pipeline, source.path, null);
        const { asset } = await processed(pipeline, grant, "ready");
        times.push(Date.parse(asset.ready_at ?? "") - lastByteAt);
        await removeUpload(pipeline, grant);
      }
      await pipeline.stop();
    }
    note(`  ${source.name}`, {
      "one s": median(one) / 1000,
      "two s": median(two) / 1000,
      "times as fast": median(one) / median(two),
    });
  }
} finally {
  rmSync(state, { recursive: true, force: true });
}
process.exit(0);
