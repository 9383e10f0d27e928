import { viewDimensions as schema } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { type DimensionSources, viewDimensions } from "./view-dimensions.ts";

const empty: DimensionSources = {
  pageHost: "",
  connectionType: undefined,
  viewerId: "",
  experimentName: "",
  experimentArm: "",
  custom: () => "",
};

describe("viewDimensions", () => {
  it("leaves out what is not known", () => {
    expect(Object.keys(viewDimensions(empty))).toEqual(["player_version"]);
  });

  it("cuts what is longer than beacons allow", () => {
    const long = "x".repeat(1000);
    const dimensions = viewDimensions({
      pageHost: long,
      connectionType: long,
      viewerId: long,
      experimentName: long,
      experimentArm: long,
      custom: (name) => name + long,
    });
    expect(schema.safeParse(dimensions).success).toBe(true);
    expect(dimensions.custom_10).toMatch(/^custom_10x+$/);
  });
});
