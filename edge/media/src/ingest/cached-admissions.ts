import type { Admission } from "@firstframe/contract";

/** How long an admission counts, in ms: a canceled upload is to be noticed soon. */
const longest = 2_000;
/** Admissions kept at a time; beyond, the oldest go. */
const most = 1_000;

interface CachedAdmissions {
  admit(token: string): Promise<Admission>;
  /** The upload is over: its tokens are asked for anew. */
  forget(uploadId: string): void;
}

/** Asks once for what many requests of a client need in a row. Refusals are not kept. */
export function cachedAdmissions(
  ask: (token: string) => Promise<Admission>,
  now: () => number,
): CachedAdmissions {
  const kept = new Map<string, { readonly admission: Admission; readonly until: number }>();
  return {
    async admit(token) {
      const known = kept.get(token);
      if (known !== undefined && known.until > now()) return known.admission;
      const admission = await ask(token);
      kept.delete(token);
      kept.set(token, {
        admission,
        until: Math.min(now() + longest, Date.parse(admission.token_expires_at)),
      });
      if (kept.size > most) kept.delete(kept.keys().next().value ?? "");
      return admission;
    },
    forget(uploadId) {
      for (const [token, { admission }] of kept) if (admission.upload.id === uploadId) kept.delete(token);
    },
  };
}
