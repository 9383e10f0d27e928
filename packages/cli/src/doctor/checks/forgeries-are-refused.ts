import { randomBytes } from "node:crypto";
import type { WebhookEndpoint } from "@firstframe/contract";
import { type Check, type CheckContext, fail, pass, skipped, warn } from "../check.ts";
import { postMessage, signTest } from "../post-message.ts";

/** Older than receivers are to accept (Standard Webhooks: five minutes), in ms. */
const staleMs = 3600 * 1000;
/** Others, such as 404, may come from whatever else is at the address. */
const refusals: readonly number[] = [400, 401, 403, 422];
/** Said of the moment, not of the message. */
const passing: readonly number[] = [429, 503];

/** What one message showed. `odd`: it does no harm now, and will; `unseen`: nothing. */
interface Seen {
  readonly verdict: "good" | "odd" | "bad" | "unseen";
  readonly text: string;
}

export const forgeriesAreRefused: Check = {
  id: "forgeries_are_refused",
  group: "Webhooks",
  title: "Your receivers refuse messages with a false signature and stale ones, and take repeated ones",
  why: "Anyone who finds the address could otherwise tell your system that videos are ready, or are gone.",
  async run(context) {
    const { sample, mayWrite, env } = context;
    if (!mayWrite)
      return skipped("It sends false messages to your endpoints.", "Pass --write to do so in live.");
    const endpoints = (await sample.endpoints()).filter(({ state }) => state === "enabled");
    if (endpoints.length === 0) return skipped("There is no enabled endpoint.");
    const secrets = (env.FIRSTFRAME_WEBHOOK_SECRET ?? "").split(/[\s,]+/).filter((text) => text !== "");
    const seen: Seen[] = [];
    for (const endpoint of endpoints) seen.push(...(await lookAt(endpoint, secrets, context)));
    const told = (...verdicts: readonly Seen["verdict"][]) =>
      seen.filter(({ verdict }) => verdicts.includes(verdict)).map(({ text }) => text);
    const bad = told("bad");
    if (bad.length > 0) {
      return fail(
        bad,
        "Verify every message with the SDK's webhooks.verify before you act on it, and answer 400 to what it refuses.",
      );
    }
    if (told("unseen").length > 0) {
      return skipped(
        told("good", "odd", "unseen"),
        "Set FIRSTFRAME_WEBHOOK_SECRET to the secret of each endpoint (whsec_…, with commas between), run this where they can be reached, and have them answer 400 to what they refuse.",
      );
    }
    if (told("odd").length > 0) {
      return warn(told("odd", "good"), "Answer 2xx to a webhook-id that you have seen, and do nothing more.");
    }
    return pass(...told("good"));
  },
};

async function lookAt(
  { url, signature_scheme }: WebhookEndpoint,
  secrets: readonly string[],
  context: CheckContext,
): Promise<readonly Seen[]> {
  const sign = (secret: string, ageMs = 0) => signTest(secret, context.now() - ageMs, context);
  const falsely = await sign(`whsec_${randomBytes(32).toString("base64")}`);
  const forged = await postMessage(url, falsely, context);
  if (forged === null) return [unseen(`${url} cannot be reached from here`)];
  const seen = [refusalOf(url, "a message with a false signature", forged)];
  if (signature_scheme !== "v1") {
    return [
      ...seen,
      unseen(
        `${url}: whether it refuses stale messages could not be checked, as only the API signs with ${signature_scheme}; try it in your own tests`,
      ),
    ];
  }
  const answers: (number | null)[] = [];
  for (const secret of secrets) {
    const message = await sign(secret);
    const first = await postMessage(url, message, context);
    // What refuses a good message refuses a stale one for the same reason, which shows nothing.
    if (!isTaken(first)) {
      answers.push(first);
      continue;
    }
    const again = await postMessage(url, message, context);
    const stale = await postMessage(url, await sign(secret, staleMs), context);
    return [...seen, refusalOf(url, "a message of an hour ago", stale), repetitionOf(url, again)];
  }
  const reason =
    answers.length === 0
      ? "without its secret in FIRSTFRAME_WEBHOOK_SECRET"
      : `with FIRSTFRAME_WEBHOOK_SECRET: a good message that it signed was answered ${answers.map((status) => status ?? "nothing").join(", ")}, so that it may be the secret of another endpoint`;
  return [...seen, unseen(`${url}: whether it refuses stale messages could not be checked ${reason}`)];
}

function refusalOf(url: string, what: string, status: number | null): Seen {
  if (isTaken(status)) return { verdict: "bad", text: `${url} answered ${status} to ${what}` };
  if (status !== null && refusals.includes(status))
    return { verdict: "good", text: `${url} refused ${what} (${status})` };
  const answer = status === null ? "did not answer" : `answered ${status}`;
  return unseen(`${url} ${answer} to ${what}, which shows neither that it takes nor that it refuses it`);
}

/** The id of a message is that of its event: retries and replays repeat it, and are to get through (Standard Webhooks 1.0). */
function repetitionOf(url: string, status: number | null): Seen {
  if (isTaken(status)) {
    return {
      verdict: "good",
      text: `${url} took the very same message twice (${status}), which is right where it acts once on a webhook-id: that cannot be seen from outside`,
    };
  }
  if (status === null || passing.includes(status)) {
    return unseen(`${url} answered ${status ?? "nothing"} to the very same message sent again`);
  }
  return {
    verdict: "odd",
    text: `${url} answered ${status} to the very same message sent again: so it will to a retry or a replay of an event that it has seen, which then never gets through`,
  };
}

function unseen(text: string): Seen {
  return { verdict: "unseen", text };
}

function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
