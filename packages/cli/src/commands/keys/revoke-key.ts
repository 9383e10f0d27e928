import { Command } from "@commander-js/extra-typings";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";

export function revokeKey(surroundings: Surroundings) {
  const command = new Command("revoke")
    .description("End a secret key at once, as when it leaked")
    .argument("<id>", "a key, key_…")
    .action(async (id, _options, self) => {
      const { api, print } = await openSession(self, surroundings);
      const key = await api.apiKeys.revoke(id);
      print(key, () => `${id} is revoked\n`);
    });
  return withExamples(command, "firstframe keys revoke key_00000000000000000000000002");
}
