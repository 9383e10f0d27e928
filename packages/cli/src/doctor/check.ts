import type { Firstframe } from "@firstframe/sdk";
import type { Probe } from "../api/create-probe.ts";
import type { Connection } from "../connection/read-connection.ts";
import type { Surroundings } from "../surroundings.ts";
import type { GoLiveFile } from "./go-live-file.ts";
import type { Sample } from "./sample.ts";

/** `skipped`: it could not be looked at, which says nothing good. */
export type Outcome = "pass" | "warn" | "fail" | "skipped";

/** What a check found. */
export interface Finding {
  readonly outcome: Outcome;
  /** What was seen, a sentence each. */
  readonly evidence: readonly string[];
  /** What to do; null where nothing is to be done. */
  readonly remedy: string | null;
}

/** What checks look with. */
export interface CheckContext
  extends Pick<Surroundings, "env" | "cwd" | "now" | "sleep" | "signal" | "fetch"> {
  readonly api: Firstframe;
  readonly probe: Probe;
  readonly connection: Connection;
  /** What several checks look at, asked for once. */
  readonly sample: Sample;
  /** Whether things may be made, and messages sent: always in the sandbox, on request in live. */
  readonly mayWrite: boolean;
  /** What the team says of itself. */
  readonly goLive: GoLiveFile;
  /** Pages to look for secrets in. */
  readonly pages: readonly string[];
  /** Seconds to wait for a webhook message. */
  readonly waitS: number;
}

export const groups = [
  "Life cycle",
  "Requests",
  "Webhooks",
  "Playback",
  "Keys and access",
  "Data",
  "Versions",
  "Ownership",
] as const;

/** One thing that a team must have settled before launch. */
export interface Check {
  /** Stable, for scripts. */
  readonly id: string;
  readonly group: (typeof groups)[number];
  /** What holds when it passes. */
  readonly title: string;
  readonly why: string;
  readonly run: (context: CheckContext) => Promise<Finding>;
}

export function pass(...evidence: readonly string[]): Finding {
  return { outcome: "pass", evidence, remedy: null };
}

export function warn(evidence: string | readonly string[], remedy: string): Finding {
  return { outcome: "warn", evidence: [evidence].flat(), remedy };
}

export function fail(evidence: string | readonly string[], remedy: string): Finding {
  return { outcome: "fail", evidence: [evidence].flat(), remedy };
}

export function skipped(reason: string | readonly string[], remedy: string | null = null): Finding {
  return { outcome: "skipped", evidence: [reason].flat(), remedy };
}
