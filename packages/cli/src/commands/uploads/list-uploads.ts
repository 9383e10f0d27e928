import { Command, Option } from "@commander-js/extra-typings";
import { uploadStates } from "@firstframe/contract/constants";
import { take } from "../../api/take.ts";
import { countFrom } from "../../options/count.ts";
import { formatBytes } from "../../output/format-bytes.ts";
import { formatSpan } from "../../output/format-span.ts";
import { statusCell } from "../../output/status-cell.ts";
import { table } from "../../output/table.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";

export function listUploads(surroundings: Surroundings) {
  const command = new Command("list")
    .description("The latest uploads, newest first")
    .addOption(new Option("--state <state>", "only these").choices(uploadStates))
    .option("--limit <n>", "how many", countFrom(1), 25)
    .action(async ({ state, limit }, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const data = await take(limit, (page) => api.uploads.list({ ...page, ...(state && { state }) }));
      print({ data }, () =>
        table(
          ["ID", "STATE", "RECEIVED", "OF", "AGE", "ASSET"],
          data.map((upload) => [
            upload.id,
            statusCell(upload.state),
            formatBytes(upload.offset_bytes),
            upload.size_bytes === null ? "" : formatBytes(upload.size_bytes),
            formatSpan(surroundings.now() - Date.parse(upload.created_at)),
            upload.asset_id,
          ]),
          style,
        ),
      );
    });
  return withExamples(command, "firstframe uploads list --state uploading");
}
