import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { UpdateAsset } from "@firstframe/contract";
import { metadata } from "../../options/metadata.ts";
import { moment } from "../../options/moment.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { UsageError } from "../../usage-error.ts";
import { withExamples } from "../../with-examples.ts";
import { showAsset } from "./show-asset.ts";

export function updateAsset(surroundings: Surroundings) {
  const command = new Command("update")
    .description("Change what may change of an asset; the rest stays")
    .argument("<id>", "an asset, ast_…")
    .option("--metadata <key=value>", "set a value; may be repeated", metadata)
    .option("--unset <key>", "remove a value; may be repeated", collect)
    .addOption(new Option("--policy <policy>", "who may play it").choices(["public", "signed"]))
    .option("--delete-after <date>", "when it is deleted by itself; never: it is kept", momentOrNever)
    .option("--legal-hold", "nobody and nothing deletes it")
    .option("--no-legal-hold", "it may be deleted again")
    .action(async (id, options, self) => {
      const changes: UpdateAsset = {};
      if (options.metadata || options.unset) {
        const removed = (options.unset ?? []).map((key): [string, null] => [key, null]);
        changes.metadata = { ...options.metadata, ...Object.fromEntries(removed) };
      }
      if (options.policy) changes.playback_policy = options.policy;
      if (options.deleteAfter !== undefined) changes.delete_after = options.deleteAfter;
      // Commander takes the pair of options for one that is on by itself.
      if (self.getOptionValueSource("legalHold") === "cli") changes.legal_hold = options.legalHold === true;
      if (Object.keys(changes).length === 0) throw new UsageError("Say what is to change: see --help.");
      const { api, print, style } = await openSession(self, surroundings);
      const asset = await api.assets.update(id, changes);
      print(asset, () => showAsset(asset, style));
    });
  return withExamples(
    command,
    'firstframe assets update ast_00000000000000000000000001 --metadata title="Day one" --unset draft',
    "firstframe assets update ast_00000000000000000000000001 --delete-after 2030-01-31 --legal-hold",
  );
}

function collect(key: string, before: readonly string[] = []): readonly string[] {
  return [...before, key];
}

/** @throws InvalidArgumentError */
function momentOrNever(text: string): string | null {
  if (text === "never") return null;
  try {
    return moment(text);
  } catch {
    throw new InvalidArgumentError("It must be a date such as 2027-01-31, a moment, or never.");
  }
}
