import type { Answer } from "../../api/create-probe.ts";
import { type Check, type CheckContext, fail, pass, skipped, warn } from "../check.ts";
import { type Budget, readRateLimit } from "../read-rate-limit.ts";

/** Requests at the same time: enough to be counted, too few to be in anybody's way. */
const burst = 12;
/** Longer is not waited for, in seconds. */
const longestWaitS = 15;

export const rateLimits: Check = {
  id: "rate_limits",
  group: "Requests",
  title: "Rate limits are announced, counted, and apart for reading and writing",
  why: "Callers can only slow down in time when they are told how much is left, and a busy reader must not stop uploads.",
  async run(context) {
    const writeBefore = await write(context);
    const first = await read(context);
    if (first.status === 429)
      return skipped("The key is at its limit already.", "Run this again when nothing else uses the key.");
    const begun = context.now();
    const answers = await Promise.all(Array.from({ length: burst }, () => read(context)));
    const tookS = (context.now() - begun) / 1000;
    const writeAfter = await write(context);
    const [budget] = readRateLimit(first.headers);
    const missing = [first, ...answers].filter(({ headers }) => readRateLimit(headers).length === 0).length;
    if (budget === undefined || missing > 0) {
      return fail(
        `${missing} of ${burst + 1} answers had no RateLimit header`,
        "Deploy a version with rate limits, and let whatever is in front of it pass RateLimit and RateLimit-Policy on.",
      );
    }
    const faults = [...countFaults(budget, answers, tookS), ...answers.flatMap(refusalFaults)];
    const refused = answers.find(({ status }) => status === 429);
    if (refused !== undefined) faults.push(...(await recoveryFaults(refused, context)));
    faults.push(...starvationFaults(budget, writeBefore, writeAfter));
    if (faults.length > 0) {
      return fail(
        [...new Set(faults)],
        "See the deployment's rate limit bindings; clients rely on these headers.",
      );
    }
    const other = readRateLimit(writeAfter.headers)[0];
    const told = `${burst} requests at once: «${budget.name}» went from ${budget.remaining} to ${lowest(answers, budget.name)}`;
    if (other === undefined || other.name === budget.name) {
      return warn(
        [told, "writing has no budget of its own"],
        "Give writing its own budget, so that readers cannot stop uploads.",
      );
    }
    return pass(
      told,
      `«${other.name}» was not touched`,
      ...(refused ? ["after Retry-After all was well again"] : []),
    );
  },
};

const read = ({ probe }: CheckContext) => probe({ method: "GET", path: "/v1/assets", query: { limit: 1 } });

/** Refused for its content, so that nothing is made; it counts all the same. */
const write = ({ probe }: CheckContext) =>
  probe({ method: "POST", path: "/v1/uploads", body: { max_size_bytes: -1 } });

function lowest(answers: readonly Answer[], name: string): number {
  const left = answers
    .flatMap(({ headers }) => readRateLimit(headers))
    .filter((budget) => budget.name === name);
  return Math.min(...left.map(({ remaining }) => remaining));
}

function countFaults(
  { name, remaining, quota, windowS }: Budget,
  answers: readonly Answer[],
  tookS: number,
): string[] {
  if (quota === null) return [`no RateLimit-Policy says what «${name}» is`];
  if (remaining > quota) return [`«${name}» has ${remaining} left of ${quota}`];
  const left = lowest(answers, name);
  // A generous budget fills up again while it is looked at; then it is enough that requests count at all.
  const refilled = windowS === null ? 0 : (quota / windowS) * tookS;
  const isCounted = refilled < burst / 2 ? left < remaining : left < quota;
  return isCounted ? [] : [`«${name}» did not go down: ${remaining} before, ${left} after`];
}

function refusalFaults({ status, headers, body }: Answer): string[] {
  if (status === 200) return [];
  if (status !== 429) return [`a read was answered ${status}`];
  const retryable = typeof body === "object" && body !== null && Reflect.get(body, "retryable") === true;
  return [
    ...(Number(headers.get("retry-after")) > 0 ? [] : ["a 429 has no Retry-After in seconds"]),
    ...(retryable ? [] : ["a 429 does not say «retryable»: true"]),
  ];
}

async function recoveryFaults({ headers }: Answer, context: CheckContext): Promise<string[]> {
  const waitS = Number(headers.get("retry-after"));
  if (!(waitS > 0 && waitS <= longestWaitS)) return [];
  await context.sleep(waitS * 1000, context.signal);
  const { status } = await read(context);
  return status === 200 ? [] : [`after the ${waitS} s of Retry-After a read was answered ${status}`];
}

function starvationFaults({ name }: Budget, before: Answer, after: Answer): string[] {
  if (after.status === 429) return ["after a burst of reads, a write was refused"];
  const [was] = readRateLimit(before.headers);
  const [is] = readRateLimit(after.headers);
  // The two writes of this check itself count.
  const isTouched = was && is && was.name !== name && is.remaining < was.remaining - 2;
  return isTouched ? [`reading took from «${is.name}»: ${was.remaining} before, ${is.remaining} after`] : [];
}
