import { Command, Option } from "@commander-js/extra-typings";
import { assetStates } from "@firstframe/contract/constants";
import { take } from "../../api/take.ts";
import { countFrom } from "../../options/count.ts";
import { formatClock } from "../../output/format-clock.ts";
import { formatSpan } from "../../output/format-span.ts";
import { statusCell } from "../../output/status-cell.ts";
import { table } from "../../output/table.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";

export function listAssets(surroundings: Surroundings) {
  const command = new Command("list")
    .description("The latest assets, newest first")
    .addOption(new Option("--status <status>", "only these").choices(assetStates))
    .option("--limit <n>", "how many", countFrom(1), 25)
    .action(async ({ status, limit }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const data = await take(limit, (page) => api.assets.list({ ...page, ...(status && { status }) }));
      print({ data }, () =>
        table(
          ["ID", "STATUS", "DONE", "LENGTH", "AGE", "FILE"],
          data.map((asset) => [
            asset.id,
            statusCell(asset.status),
            `${Math.round(asset.progress * 100)}%`,
            asset.duration_ms === null ? "" : formatClock(asset.duration_ms / 1000),
            formatSpan(surroundings.now() - Date.parse(asset.created_at)),
            asset.source.filename ?? asset.source_url ?? "",
          ]),
          style,
        ),
      );
    });
  return withExamples(
    command,
    "firstframe assets list",
    "firstframe assets list --status failed --limit 100 --json",
  );
}
