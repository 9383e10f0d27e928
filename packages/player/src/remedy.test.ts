import { describe, expect, it } from "vitest";
import { noTries, type Remedy, remedy, type Tries } from "./remedy.ts";

function all(kind: "network" | "media", random: number): Remedy[] {
  const tried: Remedy[] = [];
  for (let tries: Tries = noTries, left = 10; left > 0; left--) {
    const next = remedy(kind, tries, random);
    tried.push(next);
    if (next.action === "give_up") break;
    tries = next.tries;
  }
  return tried;
}

describe("remedy", () => {
  it("loads again three times, each time after twice as long, then gives up", () => {
    expect(all("network", 1).map((one) => ("delayMs" in one ? one.delayMs : one.action))).toEqual([
      1000,
      2000,
      4000,
      "give_up",
    ]);
  });

  it("leaves half of the delay to chance", () => {
    expect(remedy("network", noTries, 0)).toMatchObject({ delayMs: 500 });
  });

  it("recovers the decoder twice, at once, then gives up", () => {
    expect(all("media", 0.5).map(({ action }) => action)).toEqual([
      "recover_media",
      "recover_media",
      "give_up",
    ]);
    expect(all("media", 0.5)[0]).toMatchObject({ delayMs: 0 });
  });

  it("counts the two kinds apart", () => {
    expect(remedy("media", { network: 3, media: 0 }, 0).action).toBe("recover_media");
  });
});
