import { formatSpan } from "../../output/format-span.ts";
import { type Check, fail, pass, warn } from "../check.ts";

/** What a receiver has to hear of so that nobody waits for ever. */
const needed = ["asset.ready", "asset.failed"];

export const endpointIsEnabled: Check = {
  id: "endpoint_is_enabled",
  group: "Webhooks",
  title: "A webhook endpoint is there, enabled, and hears how assets end",
  why: "Your system learns from it that a video is ready or has failed.",
  async run({ sample, connection, now }) {
    const endpoints = await sample.endpoints();
    const enabled = endpoints.filter(({ state }) => state === "enabled");
    if (enabled.length === 0) {
      return fail(
        `${endpoints.length} endpoints, none of them enabled`,
        "Make one: firstframe webhooks create https://…/webhooks; or enable it: firstframe webhooks update whe_… --enable",
      );
    }
    const bad = [
      ...endpoints
        .filter(({ disabled_reason }) => disabled_reason === "gone" || disabled_reason === "failing")
        .map(({ url, disabled_reason }) => `${url} was disabled: ${disabled_reason}`),
      ...enabled
        .filter(({ failing_since }) => failing_since !== null)
        .map(
          ({ url, failing_since }) =>
            `nothing has got through to ${url} for ${formatSpan(now() - Date.parse(failing_since ?? ""))}`,
        ),
      ...enabled
        .filter(({ url }) => connection.environment === "live" && !url.startsWith("https:"))
        .map(({ url }) => `${url} is not https`),
    ];
    if (bad.length > 0)
      return fail(bad, "Mend the receiver, then firstframe webhooks test whe_…, or delete the endpoint.");
    const told = enabled.map(
      ({ url, signature_scheme, events }) =>
        `${url}, signed by ${signature_scheme}, ${events?.join(" ") ?? "every type"}`,
    );
    const paused = enabled.filter(({ paused_until }) => Date.parse(paused_until ?? "") > now());
    if (paused.length > 0) {
      return warn(
        paused.map(({ url, paused_until }) => `nothing is sent to ${url} until ${paused_until}`),
        "See why it asks for that or fails: firstframe webhooks deliveries --endpoint whe_…",
      );
    }
    const unheard = needed.filter((type) => !enabled.some(({ events }) => matches(type, events)));
    if (unheard.length > 0) {
      return warn(
        [...told, `nobody hears of ${unheard.join(" and ")}`],
        "Add the types: firstframe webhooks update whe_… --events asset.ready,asset.failed,…",
      );
    }
    return pass(...told);
  },
};

function matches(type: string, patterns: readonly string[] | null): boolean {
  return (
    patterns === null || patterns.some((pattern) => pattern === type || pattern === `${type.split(".")[0]}.*`)
  );
}
