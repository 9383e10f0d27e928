import { scopes } from "@firstframe/contract/constants";
import { keyStatus } from "../../commands/keys/key-status.ts";
import { type Check, fail, pass } from "../check.ts";
import { some } from "../some.ts";

export const keysAreNarrow: Check = {
  id: "keys_are_narrow",
  group: "Keys and access",
  title: "No secret key may do everything",
  why: "What leaks with a key is what the key may do.",
  async run({ sample, now }) {
    const good = (await sample.keys()).filter((key) => ["good", "replaced"].includes(keyStatus(key, now())));
    const broad = good.filter((key) => scopes.every((scope) => key.scopes.includes(scope)));
    if (broad.length > 0) {
      return fail(
        some(broad.map(({ id, name }) => `${id} (${name}) has every scope`)),
        'Make one for each user of it (firstframe keys create --name "…" --scopes …), then revoke it.',
      );
    }
    return pass(
      `${good.length} keys, the broadest with ${Math.max(0, ...good.map((key) => key.scopes.length))} of ${scopes.length} scopes`,
    );
  },
};
