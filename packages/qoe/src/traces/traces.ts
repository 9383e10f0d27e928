import { endings } from "./endings.ts";
import { seeks } from "./seeks.ts";
import { stalls } from "./stalls.ts";
import { starts } from "./starts.ts";
import type { Trace } from "./trace.ts";

export { runTrace } from "./run-trace.ts";
export type { Trace, ViewExpectation } from "./trace.ts";

/** Recordings that anyone can run against an implementation of the metrics. */
export const traces: readonly Trace[] = [...starts, ...stalls, ...seeks, ...endings];
