import { Command } from "@commander-js/extra-typings";
import { duration } from "../../options/duration.ts";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { printSecret } from "./print-secret.ts";

export function rotateKey(surroundings: Surroundings) {
  const command = new Command("rotate")
    .description("Replace a secret key: both are good until the overlap ends")
    .argument("<id>", "a key, key_…")
    .option(
      "--overlap <time>",
      "for which the old one is still good, such as 12h; a day unless told",
      duration,
    )
    .action(async (id, { overlap }, self) => {
      const session = await openSession(self, surroundings);
      const key = await session.api.apiKeys.rotate(id, overlap === undefined ? {} : { overlap_s: overlap });
      printSecret(key, session, `Deploy it before the overlap ends; then ${id} is refused.`);
    });
  return withExamples(command, "firstframe keys rotate key_00000000000000000000000001 --overlap 12h");
}
