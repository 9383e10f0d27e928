import { keyStatus } from "../../commands/keys/key-status.ts";
import { ageInDays } from "../age.ts";
import { type Check, fail, pass, warn } from "../check.ts";
import { some } from "../some.ts";

const oldest = 365;

export const keysAreFresh: Check = {
  id: "keys_are_fresh",
  group: "Keys and access",
  title: "Every secret key has a date by which it is replaced",
  why: "A key that lives for ever has been in more places than anybody remembers.",
  async run({ sample, now }) {
    const keys = (await sample.keys()).filter((key) => keyStatus(key, now()) === "good");
    const remedy = "Replace them: firstframe keys rotate key_…; make new ones with --expires-in 90d.";
    const old = keys.filter(({ created_at }) => ageInDays(created_at, now()) > oldest);
    if (old.length > 0) {
      return fail(
        some(
          old.map(
            ({ id, name, created_at }) => `${id} (${name}) is ${ageInDays(created_at, now())} days old`,
          ),
        ),
        remedy,
      );
    }
    const endless = keys.filter(({ expires_at }) => expires_at === null);
    if (endless.length > 0) {
      return warn(some(endless.map(({ id, name }) => `${id} (${name}) never ends by itself`)), remedy);
    }
    return pass(`${keys.length} keys, none older than ${oldest} days, each with an end`);
  },
};
