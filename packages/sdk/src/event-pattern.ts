import type { EventType } from "@firstframe/contract";

type KindOf<Type extends string> = Type extends `${infer Kind}.${string}` ? Kind : never;

/** A type of event, or all of a kind such as `asset.*`. */
export type EventPattern = EventType | `${KindOf<EventType>}.*`;

/** @param patterns undefined: every type */
export function matchesTypes(patterns: readonly EventPattern[] | undefined, type: EventType): boolean {
  if (patterns === undefined) return true;
  return patterns.some((pattern) => pattern === type || pattern === `${type.split(".")[0]}.*`);
}
