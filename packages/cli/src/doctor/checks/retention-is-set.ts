import { ageInDays } from "../age.ts";
import { type Check, fail, pass, skipped, warn } from "../check.ts";
import { some } from "../some.ts";

export const retentionIsSet: Check = {
  id: "retention_is_set",
  group: "Data",
  title: "It is settled how long assets are kept, and they go in time",
  why: "What is kept for ever costs for ever, and some of it must not be kept.",
  async run({ sample, goLive, now }) {
    const assets = await sample.assets();
    if (assets.length === 0) return skipped("There is no asset.");
    const overdue = assets.filter(
      ({ delete_after, legal_hold }) =>
        delete_after !== null && !legal_hold && ageInDays(delete_after, now()) >= 1,
    );
    if (overdue.length > 0) {
      return fail(
        some(overdue.map(({ id, delete_after }) => `${id} was to go on ${delete_after}`)),
        "See that the Worker's cron trigger runs.",
      );
    }
    const dated = assets.filter(({ delete_after }) => delete_after !== null).length;
    const told = `${dated} of the last ${assets.length} assets have a delete_after`;
    if (goLive.retention === "keep") return pass(told, "firstframe.golive.json says that assets are kept");
    if (dated === assets.length) return pass(told);
    return (goLive.retention === "expire" ? fail : warn)(
      told,
      "Pass delete_after where uploads are made; or write «retention»: «keep» into firstframe.golive.json.",
    );
  },
};
