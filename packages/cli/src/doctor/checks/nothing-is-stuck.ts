import type { Asset } from "@firstframe/contract";
import { take } from "../../api/take.ts";
import { formatSpan } from "../../output/format-span.ts";
import { type Check, type CheckContext, fail, pass } from "../check.ts";
import { some } from "../some.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Beyond its time, for the reconciler to notice. */
const graceMs = hourMs;
/** The longest that an upload may be told to wait for its next byte, and a day. */
const uploadLimitMs = 8 * 24 * hourMs;
const queuedLimitMs = hourMs;
const runningLimitMs = 12 * hourMs;
/** A job ends, and its asset follows. */
const followLimitMs = 10 * minuteMs;

export const nothingIsStuck: Check = {
  id: "nothing_is_stuck",
  group: "Life cycle",
  title: "Nothing stays unfinished beyond its limit",
  why: "Whoever waits for it waits for ever, and is told nothing.",
  async run(context) {
    const found = [...(await uploads(context)), ...(await jobs(context)), ...(await assets(context))];
    if (found.length === 0) return pass("no asset, job or upload is older than its limit allows");
    return fail(
      some(found, 10),
      "Look at the jobs (firstframe jobs get …), retry them (firstframe jobs retry …) or delete the assets; then see that the Worker's cron trigger runs, which repairs what was lost.",
    );
  },
};

async function uploads({ api, now }: CheckContext): Promise<string[]> {
  const open = [
    ...(await take(100, (page) => api.uploads.list({ ...page, state: "waiting" }))),
    ...(await take(100, (page) => api.uploads.list({ ...page, state: "uploading" }))),
  ];
  return open
    .filter(({ expires_at }) => now() > Date.parse(expires_at) + graceMs)
    .map(({ id, state, expires_at }) => `${id} is ${state}, and expired ${since(expires_at, now)} ago`);
}

async function jobs({ api, now }: CheckContext): Promise<string[]> {
  const queued = await take(100, (page) => api.jobs.list({ ...page, state: "queued" }));
  const running = await take(100, (page) => api.jobs.list({ ...page, state: "running" }));
  return [
    ...queued
      .filter(({ created_at }) => now() - Date.parse(created_at) > queuedLimitMs)
      .map(({ id, created_at }) => `${id} is queued since ${since(created_at, now)}`),
    ...running
      .filter(({ started_at, created_at }) => now() - Date.parse(started_at ?? created_at) > runningLimitMs)
      .map(
        ({ id, started_at, created_at }) => `${id} is running since ${since(started_at ?? created_at, now)}`,
      ),
  ];
}

async function assets({ api, now }: CheckContext): Promise<string[]> {
  const list = (status: Asset["status"]) => take(50, (page) => api.assets.list({ ...page, status }));
  const stuck: string[] = [];
  for (const asset of [...(await list("waiting")), ...(await list("uploading"))]) {
    if (now() - Date.parse(asset.created_at) > uploadLimitMs)
      stuck.push(`${asset.id} is ${asset.status} since ${since(asset.created_at, now)}`);
  }
  for (const asset of [...(await list("processing")), ...(await list("playable"))]) {
    if (now() - Date.parse(asset.created_at) < followLimitMs) continue;
    const { data } = await api.jobs.list({ asset_id: asset.id, limit: 100 }).page();
    const isWorkedOn = data.some(({ state }) => state === "queued" || state === "running");
    const ended = Math.max(0, ...data.map(({ finished_at }) => Date.parse(finished_at ?? "") || 0));
    if (!isWorkedOn && now() - ended > followLimitMs)
      stuck.push(`${asset.id} is ${asset.status} since ${since(asset.created_at, now)}, and no job is at it`);
  }
  return stuck;
}

function since(moment: string, now: () => number): string {
  return formatSpan(now() - Date.parse(moment));
}
