import { randomUUID } from "node:crypto";
import { type Check, fail, pass, skipped } from "../check.ts";

export const repeatedCreation: Check = {
  id: "repeated_creation",
  group: "Requests",
  title: "A creation that is repeated with its Idempotency-Key makes one resource",
  why: "Answers get lost. Without this, every retry makes another asset and another bill.",
  async run({ probe, api, mayWrite }) {
    if (!mayWrite) return skipped("It makes an upload and cancels it.", "Pass --write to do so in live.");
    const headers = { "idempotency-key": randomUUID() };
    const make = (metadata: Record<string, string>) =>
      probe({ method: "POST", path: "/v1/uploads", body: { metadata }, headers });
    const made = new Set<string>();
    try {
      const [first, second] = [await make({ made_by: "doctor" }), await make({ made_by: "doctor" })];
      for (const { body } of [first, second]) if (idOf(body) !== null) made.add(String(idOf(body)));
      if (codeOf(first.body) === "insufficient_scope")
        return skipped("The key may not make uploads.", "Run this with a key that has uploads:write.");
      if (first.status !== 201 || second.status !== 201) {
        return fail(
          `POST /v1/uploads answered ${first.status}, and ${second.status} to its repetition`,
          "Give the key uploads:write, and see that the deployment takes uploads.",
        );
      }
      if (made.size !== 1) {
        return fail(
          `The same request with the same key made ${[...made].join(" and ")}`,
          "Deploy a version that keeps Idempotency-Keys, and let nothing in front of it remove that header.",
        );
      }
      const other = await make({ made_by: "doctor", another: "request" });
      const otherId = idOf(other.body);
      if (otherId !== null) made.add(String(otherId));
      if (other.status !== 422) {
        return fail(
          `Another request with the same key was answered ${other.status} instead of 422`,
          "Deploy a version that refuses a key that was used for another request.",
        );
      }
      return pass(`${[...made][0]} was made once; another request with its key was refused`);
    } finally {
      for (const id of made) await api.uploads.cancel(id);
    }
  },
};

function codeOf(body: unknown): unknown {
  return typeof body === "object" && body !== null ? Reflect.get(body, "code") : null;
}

function idOf(body: unknown): unknown {
  return typeof body === "object" && body !== null ? (Reflect.get(body, "id") ?? null) : null;
}
