import { type Check, fail, pass } from "../check.ts";

const wanted = {
  incident_owner: "who is called when playback breaks",
  rollback: "how to go back to the version before",
  key_rollover: "how keys are replaced",
  review: "where incidents and launches are looked back on",
} as const;

export const peopleAreNamed: Check = {
  id: "people_are_named",
  group: "Ownership",
  title: "Incident owner, rollback, key rollover and review are written down",
  why: "At three in the morning nobody should have to ask who and how.",
  async run({ goLive }) {
    const names = Object.keys(wanted) as (keyof typeof wanted)[];
    const missing = names.filter((name) => goLive[name] === undefined);
    if (missing.length > 0) {
      return fail(
        missing.map((name) => `«${name}» is missing: ${wanted[name]}`),
        "Write them into firstframe.golive.json, next to your code: a name, or the address of the page that says it.",
      );
    }
    return pass(`incidents: ${goLive.incident_owner}`);
  },
};
