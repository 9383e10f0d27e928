import type { ViewDimensions } from "@firstframe/contract";
import { playerVersion } from "./version.ts";

/** Names of the dimensions that a page is free to use. */
export const customDimensions = [
  "custom_1",
  "custom_2",
  "custom_3",
  "custom_4",
  "custom_5",
  "custom_6",
  "custom_7",
  "custom_8",
  "custom_9",
  "custom_10",
] as const;

export type CustomDimension = (typeof customDimensions)[number];

/** What the page and the browser say of a view; empty values are left out. */
export interface DimensionSources {
  readonly pageHost: string;
  /** `effectiveType` of the Network Information API, where there is one. */
  readonly connectionType: string | undefined;
  readonly viewerId: string;
  readonly experimentName: string;
  readonly experimentArm: string;
  readonly custom: (name: CustomDimension) => string;
}

/** Dimensions within the lengths that beacons allow: what is longer is cut, so that no beacon is refused for it. */
export function viewDimensions(from: DimensionSources): ViewDimensions {
  return {
    player_version: playerVersion,
    ...present("page_host", from.pageHost, 253),
    ...present("connection_type", from.connectionType, 32),
    ...present("viewer_id", from.viewerId, 128),
    ...present("experiment_name", from.experimentName, 100),
    ...present("experiment_arm", from.experimentArm, 100),
    ...Object.assign({}, ...customDimensions.map((name) => present(name, from.custom(name), 200))),
  };
}

function present(name: string, value: string | undefined, longest: number): Record<string, string> {
  return value ? { [name]: value.slice(0, longest) } : {};
}
