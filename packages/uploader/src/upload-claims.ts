/** Keeps two pages of one browser from sending the same upload at the same time. */
export interface UploadClaims {
  /** @returns what gives the claim back; null while another page has it */
  claim(fingerprint: string): Promise<(() => void) | null>;
  /** Whether some page has it. */
  isClaimed(fingerprint: string): Promise<boolean>;
}

/** @param locks undefined where the browser has none, or the page is not served securely: then every claim is given */
export function browserUploadClaims(locks: LockManager | undefined, scope: () => string): UploadClaims {
  const nameOf = (fingerprint: string) => `firstframe:upload:${scope()}:${fingerprint}`;
  return {
    claim(fingerprint) {
      if (locks === undefined) return Promise.resolve(() => undefined);
      return new Promise((done, fail) => {
        locks
          .request(nameOf(fingerprint), { ifAvailable: true }, (lock) => {
            if (lock === null) {
              done(null);
              return undefined;
            }
            return new Promise<void>((release) => done(release));
          })
          .catch(fail);
      });
    },
    async isClaimed(fingerprint) {
      const { held = [] } = (await locks?.query()) ?? {};
      return held.some(({ name }) => name === nameOf(fingerprint));
    },
  };
}
