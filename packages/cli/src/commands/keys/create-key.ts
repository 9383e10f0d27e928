import { Command, Option } from "@commander-js/extra-typings";
import { apiVersions, environments, readScopes, type Scope, scopes } from "@firstframe/contract/constants";
import { duration } from "../../options/duration.ts";
import { words } from "../../options/words.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { UsageError } from "../../usage-error.ts";
import { withExamples } from "../../with-examples.ts";
import { printSecret } from "./print-secret.ts";

const scopeWords = words(
  (word): word is Scope => scopes.some((scope) => scope === word),
  `There are: ${scopes.join(", ")}.`,
);

export function createKey(surroundings: Surroundings) {
  const command = new Command("create")
    .description("Make a secret key; it is shown once")
    .requiredOption("--name <name>", "what it is for, such as the server that uses it")
    .option("--scopes <scopes>", "what it may do, with commas between", scopeWords)
    .option("--read-only", "all scopes that only look")
    .addOption(
      new Option("--environment <name>", "whose data it opens; that of your own key unless told").choices(
        environments,
      ),
    )
    .addOption(
      new Option("--api-version <date>", "what it is pinned to; the current one unless told").choices(
        apiVersions,
      ),
    )
    .option("--expires-in <time>", "after which it ends by itself, such as 90d; never unless told", duration)
    .action(async ({ name, scopes: given, readOnly, environment, apiVersion, expiresIn }, self) => {
      const wanted = [...new Set([...(given ?? []), ...(readOnly ? readScopes : [])])];
      if (wanted.length === 0) {
        throw new UsageError(
          "Say what the key may do, by --scopes or --read-only: as little as its user needs.",
        );
      }
      const session = await openSession(self, surroundings);
      const key = await session.api.apiKeys.create({
        name,
        environment: environment ?? session.connection.environment,
        scopes: wanted,
        ...(apiVersion && { api_version: apiVersion }),
        ...(expiresIn !== undefined && { expires_in_s: expiresIn }),
      });
      printSecret(key, session, `Replace it in time by: firstframe keys rotate ${key.id}`);
    });
  return withExamples(
    command,
    'firstframe keys create --name "web shop" --scopes uploads:write,assets:read,playback:sign --expires-in 90d',
    "firstframe keys create --name monitoring --read-only",
  );
}
