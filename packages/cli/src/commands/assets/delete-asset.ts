import { Command } from "@commander-js/extra-typings";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { UsageError } from "../../usage-error.ts";
import { withExamples } from "../../with-examples.ts";

export function deleteAsset(surroundings: Surroundings) {
  const command = new Command("delete")
    .description("Remove assets with all their bytes, for good")
    .argument("<ids...>", "assets, ast_…")
    .option("--yes", "they are really to go")
    .action(async (ids, { yes }, self) => {
      if (!yes) throw new UsageError("Nothing brings a deleted asset back. Pass --yes if it is to go.");
      const { api, print } = await openSession(self, surroundings);
      for (const id of ids) await api.assets.delete(id);
      print({ deleted: ids }, () => ids.map((id) => `${id} is deleted\n`).join(""));
    });
  return withExamples(command, "firstframe assets delete ast_00000000000000000000000001 --yes");
}
