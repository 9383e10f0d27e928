import type { UploadGrant } from "@firstframe/contract";

/** What is needed to go on with an upload: where it is, and the token for it. */
export interface Resumable {
  readonly grant: UploadGrant;
  readonly uploadUrl: string;
}

/** Remembers unfinished uploads by the fingerprint of their file. */
export interface ResumeStore {
  load(fingerprint: string): Resumable | null;
  save(fingerprint: string, resumable: Resumable): void;
  remove(fingerprint: string): void;
}

const prefix = "firstframe:upload:";

/**
 * Keeps them in the browser's storage, where they outlast a reload. A browser that refuses storage (private windows,
 * full disks) only loses that.
 *
 * @param scope what else has to be the same: an upload that another endpoint allowed is another upload
 * @param now milliseconds since the epoch: what has expired is not offered
 */
export function browserResumeStore(
  storage: () => Storage,
  scope: () => string,
  now: () => number,
): ResumeStore {
  const keyOf = (fingerprint: string) => `${prefix}${scope()}:${fingerprint}`;
  const attempt = <Result>(act: (store: Storage) => Result, otherwise: Result): Result => {
    try {
      return act(storage());
    } catch {
      // Storage that is blocked or full must not stop an upload.
      return otherwise;
    }
  };
  return {
    load: (fingerprint) =>
      attempt((store) => {
        const text = store.getItem(keyOf(fingerprint));
        if (text === null) return null;
        const resumable: Resumable = JSON.parse(text);
        if (Date.parse(resumable.grant.token_expires_at) > now()) return resumable;
        store.removeItem(keyOf(fingerprint));
        return null;
      }, null),
    save: (fingerprint, resumable) =>
      attempt((store) => store.setItem(keyOf(fingerprint), JSON.stringify(resumable)), undefined),
    remove: (fingerprint) => attempt((store) => store.removeItem(keyOf(fingerprint)), undefined),
  };
}
