import { hideSecrets } from "../domain/api-key-secret.ts";
import type { Log } from "../domain/ports.ts";

/** Logs as JSON lines, which the platform indexes; a secret key that got into one by mistake is cut out. */
export function jsonLog(): Log {
  return (level, message, fields = {}) => {
    console[level](hideSecrets(JSON.stringify({ level, message, ...fields })));
  };
}
