import { Command } from "@commander-js/extra-typings";
import { scopes } from "@firstframe/contract/constants";
import { take } from "../../api/take.ts";
import { countFrom } from "../../options/count.ts";
import { formatSpan } from "../../output/format-span.ts";
import { table } from "../../output/table.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { keyStatus } from "./key-status.ts";

export function listKeys(surroundings: Surroundings) {
  const command = new Command("list")
    .description("Secret keys, newest first: never themselves, but how to recognise them")
    .option("--limit <n>", "how many", countFrom(1), 100)
    .action(async ({ limit }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const now = surroundings.now();
      const data = await take(limit, (page) => api.apiKeys.list(page));
      print({ data }, () =>
        table(
          ["ID", "NAME", "KEY", "STATUS", "AGE", "LAST USED", "VERSION", "SCOPES"],
          data.map((key) => [
            key.id,
            key.name,
            key.hint,
            { text: keyStatus(key, now), tone: keyStatus(key, now) === "good" ? "good" : "dim" },
            formatSpan(now - Date.parse(key.created_at)),
            key.last_used_at === null ? "never" : `${formatSpan(now - Date.parse(key.last_used_at))} ago`,
            key.api_version,
            key.scopes.length === scopes.length ? "all" : key.scopes.join(" "),
          ]),
          style,
        ),
      );
    });
  return withExamples(command, "firstframe keys list");
}
