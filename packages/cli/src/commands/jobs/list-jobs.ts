import { Command, Option } from "@commander-js/extra-typings";
import { jobStates } from "@firstframe/contract/constants";
import { take } from "../../api/take.ts";
import { countFrom } from "../../options/count.ts";
import { formatSpan } from "../../output/format-span.ts";
import { statusCell } from "../../output/status-cell.ts";
import { table } from "../../output/table.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";

export function listJobs(surroundings: Surroundings) {
  const command = new Command("list")
    .description("The latest jobs, newest first")
    .addOption(new Option("--state <state>", "only these").choices(jobStates))
    .option("--asset <id>", "only those of this asset")
    .option("--limit <n>", "how many", countFrom(1), 25)
    .action(async ({ state, asset, limit }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const filter = { ...(state && { state }), ...(asset && { asset_id: asset }) };
      const data = await take(limit, (page) => api.jobs.list({ ...page, ...filter }));
      print({ data }, () =>
        table(
          ["ID", "KIND", "STATE", "DONE", "AGE", "ASSET", "ERROR"],
          data.map((job) => [
            job.id,
            job.kind,
            statusCell(job.state),
            `${Math.round(job.progress * 100)}%`,
            formatSpan(surroundings.now() - Date.parse(job.created_at)),
            job.asset_id,
            job.error?.code ?? "",
          ]),
          style,
        ),
      );
    });
  return withExamples(
    command,
    "firstframe jobs list --state failed",
    "firstframe jobs list --asset ast_00000000000000000000000001",
  );
}
