import type { DecisionRecord } from "@firstframe/contract";

/** Something that is made, and why. */
export interface PlannedRendition {
  readonly id: string;
  /** Pixels; null for sound and where the source is kept as it is. */
  readonly width: number | null;
  readonly height: number | null;
  /** Bits per second that it may take at most; null where nothing limits it. */
  readonly maximumBitrate: number | null;
  readonly why: string;
}

/** What a job's plan says for people. */
export interface Plan {
  readonly isRepackaged: boolean;
  /** Why it is not; empty where it is. */
  readonly whyNotRepackaged: readonly string[];
  /** Bits per pixel of a quick encoding, and the factor on bit rates that follows; null where neither is known. */
  readonly content: { readonly bitsPerPixel: number | null; readonly factor: number } | null;
  /** What is done to the picture before it is encoded. */
  readonly picture: readonly string[];
  readonly rungs: readonly PlannedRendition[];
  readonly audio: readonly PlannedRendition[];
}

/** Reads what the media worker noted as plain data. What is not understood, as of another version, is left out. */
export function readPlan(plan: NonNullable<DecisionRecord["plan"]>): Plan {
  const repackaging = objectOf(plan.repackaging);
  const content = objectOf(plan.content);
  const factor = numberOf(content.factor);
  const picture = objectOf(plan.picture);
  return {
    isRepackaged: repackaging.video === true,
    whyNotRepackaged: listOf(repackaging.why_not).flatMap((reason) => textOf(reason) ?? []),
    content: factor === null ? null : { bitsPerPixel: numberOf(content.bitsPerPixel), factor },
    picture: [
      ...(picture.deinterlaced === true ? ["deinterlaced"] : []),
      ...(picture.tone_mapped === true ? ["mapped to standard dynamic range"] : []),
    ],
    rungs: listOf(plan.rungs).flatMap(readRendition),
    audio: listOf(plan.audio).flatMap(readRendition),
  };
}

function readRendition(value: unknown): PlannedRendition[] {
  const { id, why, width, height, maximumBitrate } = objectOf(value);
  if (typeof id !== "string" || typeof why !== "string") return [];
  return [
    {
      ...{ id, why, width: numberOf(width), height: numberOf(height) },
      maximumBitrate: numberOf(maximumBitrate),
    },
  ];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
