import type { ApiKeyWithSecret } from "@firstframe/contract";
import type { Session } from "../../session.ts";

/** The key alone on stdout, so that it can go into a file or a secret store; what to know of it on stderr. */
export function printSecret(key: ApiKeyWithSecret, { print, say, json }: Session, advice: string): void {
  if (!json) say(`${key.id} (${key.environment}): ${key.name}, for ${key.scopes.join(" ")}`);
  print(key, () => `${key.secret}\n`);
  say(
    `This is the only time that the key is shown. Put it into your server's secret store, as FIRSTFRAME_SECRET_KEY; never into a page, a repository or a chat.\n${advice}`,
  );
}
