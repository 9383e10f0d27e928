import { Command } from "@commander-js/extra-typings";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { showAsset } from "./show-asset.ts";

export function getAsset(surroundings: Surroundings) {
  const command = new Command("get")
    .description("One asset: its state, its source, its renditions")
    .argument("<id>", "an asset, ast_…")
    .action(async (id, _options, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const asset = await api.assets.retrieve(id);
      print(asset, () => showAsset(asset, style));
    });
  return withExamples(command, "firstframe assets get ast_00000000000000000000000001");
}
