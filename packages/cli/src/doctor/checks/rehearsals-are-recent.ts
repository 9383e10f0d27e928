import { ageInDays } from "../age.ts";
import { type Check, fail, pass } from "../check.ts";

/** What was rehearsed longer ago is forgotten, in days. */
const oldest = 180;

/** A rehearsal whose date stands in `firstframe.golive.json`. */
function rehearsal(
  field: "last_drill" | "last_key_rollover" | "last_restore",
  texts: { readonly title: string; readonly why: string; readonly remedy: string },
): Check {
  const { title, why, remedy } = texts;
  return {
    id: field,
    group: "Ownership",
    title,
    why,
    async run({ goLive, now }) {
      const date = goLive[field];
      const full = `${remedy} Then write the date into firstframe.golive.json as «${field}».`;
      if (date === undefined) return fail(`«${field}» is missing: it was never done`, full);
      const age = ageInDays(date, now());
      if (age < 0) return fail(`«${field}» is ${date}, which is to come`, full);
      return age > oldest
        ? fail(`the last one was ${age} days ago`, full)
        : pass(`the last one was ${age} days ago`);
    },
  };
}

export const drillIsRecent = rehearsal("last_drill", {
  title: "An incident with a rollback was rehearsed in the last half year",
  why: "A rollback that was never tried is a second incident.",
  remedy: "Break the sandbox on purpose, and go back to the version before.",
});

export const rolloverIsRecent = rehearsal("last_key_rollover", {
  title: "Keys were replaced in the last half year, and an old one seen to be refused",
  why: "When a key leaks there is no time to find out how.",
  remedy: "Rotate a secret key and a signing key (firstframe keys rotate …), and see the old ones refused.",
});

export const restoreIsRecent = rehearsal("last_restore", {
  title: "The database was restored from its backup in the last half year",
  why: "A backup that was never restored is a hope.",
  remedy: "Restore the database into another one, and read from it.",
});
