import type { View } from "@firstframe/contract";
import { take } from "../../api/take.ts";
import { type Check, fail, pass, warn } from "../check.ts";

const days = 7;
const sampled = 500;

export const viewsComeIn: Check = {
  id: "views_come_in",
  group: "Playback",
  title: "Playback is measured, for each cohort that matters",
  why: "A figure over everyone hides that it does not play at all for some.",
  async run({ api, goLive, now }) {
    const startup = await api.metrics.overall("startup_time", { hours: days * 24, measurement: "p95" });
    const since = now() - days * 24 * 3600 * 1000;
    const views = (await take(sampled, (page) => api.views.list(page))).filter(
      ({ started_at }) => Date.parse(started_at) > since,
    );
    if (startup.n === 0 || views.length === 0) {
      return fail(
        `no view in the last ${days} days`,
        "Play something in <firstframe-player>, from a synthetic viewer and from real devices; see that the page may post to /v1/beacons.",
      );
    }
    const told = [
      `startup p95 ${startup.value === null ? "unknown" : `${Math.round(startup.value)} ms`} over ${startup.n} views in ${days} days`,
    ];
    const cohorts = goLive.cohorts ?? [];
    const counts = cohorts.map(({ name, dimensions }) => {
      const own = views.filter((view) => isOf(view, dimensions));
      const started = own.filter(({ measures }) => measures.startup_time_ms !== null);
      return { name, views: own.length, started: started.length };
    });
    const dark = counts.filter(({ started }) => started === 0);
    for (const { name, views, started } of counts)
      told.push(`${name}: ${views} views, ${started} with a first frame`);
    if (dark.length > 0) {
      return fail(
        told,
        `Play from ${dark.map(({ name }) => name).join(", ")} until the first frame shows, and find out why it does not.`,
      );
    }
    if (cohorts.length === 0) {
      return warn(
        told,
        "Name the cohorts that matter in firstframe.golive.json: «cohorts», each with a name and dimensions.",
      );
    }
    return pass(...told);
  },
};

function isOf({ dimensions }: View, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => dimensions[name] === value);
}
