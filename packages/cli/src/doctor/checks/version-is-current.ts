import { currentApiVersion } from "@firstframe/contract/constants";
import { keyStatus } from "../../commands/keys/key-status.ts";
import { ageInDays } from "../age.ts";
import { type Check, fail, pass, warn } from "../check.ts";
import { some } from "../some.ts";

/** A version that ends sooner than this is a launch risk, in days. */
const noticeDays = 90;

export const versionIsCurrent: Check = {
  id: "version_is_current",
  group: "Versions",
  title: "Keys are pinned to a version of the API that is not going away",
  why: "A version that ends takes your integration with it.",
  async run({ sample, probe, now }) {
    const keys = (await sample.keys()).filter((key) => keyStatus(key, now()) === "good");
    const { headers } = await probe({ method: "GET", path: "/v1/assets", query: { limit: 1 } });
    const sunset = headers.get("sunset");
    const isDeprecated = headers.has("deprecation");
    const remedy = `Move to ${currentApiVersion}: see the API's change log, then make keys with --api-version ${currentApiVersion}.`;
    if (sunset !== null && -ageInDays(sunset, now()) < noticeDays) {
      return fail(`the version of this key ends on ${sunset}`, remedy);
    }
    if (isDeprecated)
      return warn(`the version of this key is deprecated${sunset ? `, and ends on ${sunset}` : ""}`, remedy);
    const behind = keys.filter(({ api_version }) => api_version !== currentApiVersion);
    if (behind.length > 0) {
      return warn(
        some(behind.map(({ id, name, api_version }) => `${id} (${name}) is pinned to ${api_version}`)),
        remedy,
      );
    }
    return pass(`${keys.length} keys are pinned to ${currentApiVersion}`);
  },
};
