import { Command } from "@commander-js/extra-typings";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { showUpload } from "./show-upload.ts";

export function cancelUpload(surroundings: Surroundings) {
  const command = new Command("cancel")
    .description("Give up an unfinished upload, with its asset and its bytes")
    .argument("<id>", "an upload, upl_…")
    .action(async (id, _options, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const upload = await api.uploads.cancel(id);
      print(upload, () => showUpload(upload, style));
    });
  return withExamples(command, "firstframe uploads cancel upl_00000000000000000000000001");
}
