import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";

/** A command that only holds others. */
export function group(
  name: string,
  description: string,
  commands: readonly CommandUnknownOpts[],
): CommandUnknownOpts {
  const parent = new Command(name).description(description);
  for (const command of commands) parent.addCommand(command);
  return parent;
}
