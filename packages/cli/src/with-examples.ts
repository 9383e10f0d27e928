import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** Adds examples to a command's help; every one is run by the tests. */
export function withExamples<Of extends CommandUnknownOpts>(command: Of, ...examples: readonly string[]): Of {
  command.addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}\n`).join("")}`);
  return command;
}
