import { describe, expect, it } from "vitest";
import { slicesOf } from "./slices-of.ts";

async function* stream(...sizes: number[]) {
  for (const size of sizes) {
    if (size < 0) throw new Error("broken");
    yield new Uint8Array(size);
  }
}

/** The lengths of the slices, up to the failure if there is one. */
async function lengths(...sizes: number[]): Promise<{ slices: number[]; failure: unknown }> {
  const slices: number[] = [];
  try {
    for await (const slice of slicesOf(stream(...sizes), 10)) {
      let length = 0;
      for await (const chunk of slice) length += chunk.byteLength;
      slices.push(length);
    }
    return { slices, failure: null };
  } catch (failure) {
    return { slices, failure };
  }
}

describe("slicesOf", () => {
  it("ends a slice with the chunk that fills it", async () => {
    expect((await lengths(4, 4, 4, 4, 4)).slices).toEqual([12, 8]);
    expect((await lengths(30)).slices).toEqual([30]);
  });

  it("makes no empty slice", async () => {
    expect((await lengths()).slices).toEqual([]);
    expect((await lengths(10, 10)).slices).toEqual([10, 10]);
  });

  it("lets a slice end in order before it tells of a failure", async () => {
    expect(await lengths(4, 4, 4, 4, -1)).toMatchObject({ slices: [12, 4], failure: { message: "broken" } });
    expect(await lengths(-1)).toMatchObject({ slices: [], failure: { message: "broken" } });
  });
});
