import { keyStatus } from "../../commands/keys/key-status.ts";
import { ageInDays } from "../age.ts";
import { type Check, pass, warn } from "../check.ts";
import { some } from "../some.ts";

const idleDays = 90;
/** A new key may take this long to be deployed. */
const newDays = 7;

export const keysAreUsed: Check = {
  id: "keys_are_used",
  group: "Keys and access",
  title: "No secret key lies about unused",
  why: "Nobody would notice that it is used by somebody else.",
  async run({ sample, now }) {
    const keys = (await sample.keys()).filter((key) => keyStatus(key, now()) === "good");
    const idle = keys.filter(({ created_at, last_used_at }) =>
      last_used_at === null
        ? ageInDays(created_at, now()) > newDays
        : ageInDays(last_used_at, now()) > idleDays,
    );
    if (idle.length === 0) return pass(`all of ${keys.length} keys are in use`);
    const told = idle.map(({ id, name, last_used_at }) =>
      last_used_at === null
        ? `${id} (${name}) was never used`
        : `${id} (${name}) was last used ${ageInDays(last_used_at, now())} days ago`,
    );
    return warn(some(told), "Revoke what nobody needs: firstframe keys revoke key_…");
  },
};
