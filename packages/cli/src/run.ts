import { CommanderError } from "commander";
import { Failure } from "./failure.ts";
import { describeError } from "./output/describe-error.ts";
import { createStyle } from "./output/style.ts";
import { createProgram } from "./program.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/** 0: done; 1: refused or failed; 2: called wrongly. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs a command line.
 *
 * @param args what comes after the program's name
 */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    await createProgram(surroundings).parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    // What it has to say is said already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { stderr, env, signal } = surroundings;
    const style = createStyle(stderr, env);
    if (signal.aborted && !(error instanceof Failure)) {
      stderr.write("Stopped.\n");
      return 1;
    }
    const message = describeError(error);
    if (message !== "") stderr.write(`${style("bad", "✗")} ${message}\n`);
    return error instanceof UsageError || error instanceof TypeError ? 2 : 1;
  }
}
