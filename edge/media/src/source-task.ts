import type { SourceFile } from "./source/growing-file.ts";
import type { LeasedTask } from "./task-runner.ts";
import type { Toolbox } from "./toolbox.ts";

/** A leased task with its source and a directory of its own, in which the tools run. */
export interface SourceTask<Dispatch> extends LeasedTask<Dispatch> {
  readonly source: SourceFile;
  readonly tools: Toolbox;
  /** Publishes the file at this path below the tools' directory. */
  readonly put: (path: string) => Promise<void>;
}
