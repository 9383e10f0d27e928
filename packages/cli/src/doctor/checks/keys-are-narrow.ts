import { type Scope, scopes } from "@firstframe/contract/constants";
import { keyStatus } from "../../commands/keys/key-status.ts";
import { type Check, fail, pass, warn } from "../check.ts";
import { some } from "../some.ts";

/** What changes something, or lets somebody in. */
const acting = scopes.filter((scope) => !scope.endsWith(":read"));
/** What applications run on: such a key is in more places than one that people administer with. */
const daily: readonly Scope[] = ["uploads:write", "assets:write", "jobs:write", "playback:sign"];
/** An application that does all that has one less. */
const broadFrom = daily.length + 1;

export const keysAreNarrow: Check = {
  id: "keys_are_narrow",
  group: "Keys and access",
  title: "No secret key may do everything, nor make keys besides its daily work",
  why: "What leaks with a key is what the key may do.",
  async run({ sample, now }) {
    const good = (await sample.keys()).filter((key) => ["good", "replaced"].includes(keyStatus(key, now())));
    const seen = good.map((key) => {
      const acts = acting.filter((scope) => key.scopes.includes(scope));
      const work = daily.filter((scope) => key.scopes.includes(scope));
      const has = `${key.id} (${key.name}) has`;
      if (scopes.every((scope) => key.scopes.includes(scope)))
        return { outcome: "fail", acts, text: `${has} every scope` };
      // It can be had again after it was revoked: by the keys that it made.
      if (acts.includes("keys:write") && work.length > 0)
        return { outcome: "fail", acts, text: `${has} keys:write besides ${work.join(", ")}` };
      const text = `${has} ${acts.length} of the ${acting.length} scopes that change something`;
      return { outcome: acts.length >= broadFrom ? "warn" : "pass", acts, text };
    });
    const told = (outcome: string) => seen.filter((key) => key.outcome === outcome).map(({ text }) => text);
    const remedy =
      'Make one for each user of it (firstframe keys create --name "…" --scopes …), then revoke it.';
    if (told("fail").length > 0) return fail(some([...told("fail"), ...told("warn")]), remedy);
    if (told("warn").length > 0) return warn(some(told("warn")), remedy);
    return pass(
      `${good.length} keys, the broadest with ${Math.max(0, ...seen.map(({ acts }) => acts.length))} of the ${acting.length} scopes that change something`,
    );
  },
};
