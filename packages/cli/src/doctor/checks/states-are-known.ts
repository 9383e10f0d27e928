import { assetMachine, assetStatus, jobMachine } from "@firstframe/contract/constants";
import { take } from "../../api/take.ts";
import { type Check, fail, pass } from "../check.ts";
import { some } from "../some.ts";

export const statesAreKnown: Check = {
  id: "states_are_known",
  group: "Life cycle",
  title: "Every state of an asset and a job is one that your code can show",
  why: "A state that nobody has mapped shows as a blank or a spinner that never ends.",
  async run({ api, sample, probe }) {
    const assets = await sample.assets();
    const jobs = await take(100, (page) => api.jobs.list(page));
    const { body } = await probe({ method: "GET", path: "/openapi.json" });
    const statuses = new Set<string>(Object.keys(assetMachine).map((state) => assetStatus(state as never)));
    const unknown = [
      ...assets.filter(({ status }) => !statuses.has(status)).map(({ id, status }) => `${id} is «${status}»`),
      ...jobs.filter(({ state }) => !(state in jobMachine)).map(({ id, state }) => `${id} is «${state}»`),
      ...describedStatuses(body)
        .filter((status) => !statuses.has(status))
        .map((status) => `the API's description has the status «${status}»`),
    ];
    if (unknown.length > 0) {
      return fail(
        some(unknown),
        "Update the packages of Firstframe on your side, and show these states to people.",
      );
    }
    return pass(`${assets.length} assets and ${jobs.length} jobs are in ${statuses.size} known statuses`);
  },
};

/** The values of an asset's status, in whatever schema of the OpenAPI document they are. */
function describedStatuses(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const values = Reflect.get(node, "enum");
  const isAssetStatus = Array.isArray(values) && values.includes("playable") && values.includes("ready");
  return [...(isAssetStatus ? values.map(String) : []), ...Object.values(node).flatMap(describedStatuses)];
}
