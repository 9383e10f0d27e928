import type { Services } from "../ports.ts";
import type { Addressee } from "./webhook-ports.ts";

/** Messages that are sent before the endpoint is looked at again. */
const messagesPerLook = 40;
/** Time after which it is looked at again before the next message, in ms. */
const longestTrust = 1_000;

/**
 * Keeps an eye on an endpoint while much is sent to it, so that one that was disabled gets little more, and a secret that was replaced
 * signs little more. Whoever sends asks before each message.
 *
 * @param known as it is sent to
 * @returns asks whether it is to be sent to otherwise by now, or not at all; most answers cost nothing
 */
export function watchAddressee(
  { clock, webhookOutbox }: Services,
  { endpoint, sealedSecrets }: Addressee,
): () => Promise<boolean> {
  const termsOf = (addressee: Addressee) =>
    JSON.stringify([addressee.endpoint.url, addressee.endpoint.api_version, addressee.sealedSecrets]);
  const known = termsOf({ endpoint, sealedSecrets });
  let left = messagesPerLook;
  let lookedAt = clock();
  let isAnother = Promise.resolve(false);
  const look = async () => {
    const found = await webhookOutbox.findAddressee(endpoint.id, lookedAt);
    return found === null || termsOf(found) !== known;
  };
  return async () => {
    if (left === 0 || clock() - lookedAt >= longestTrust) {
      left = messagesPerLook;
      lookedAt = clock();
      isAnother = isAnother.then((was) => was || look());
    }
    left--;
    // Those who ask while it is looked at wait for the same answer.
    return isAnother;
  };
}
