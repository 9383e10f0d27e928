import { describe, expect, it } from "vitest";
import { parsePackets } from "./packet-facts.ts";

type Packet = [pts: number | null, dts: number | null, flags: string];

function parse(...packets: Packet[]) {
  const of = (stream_index: number, [pts, dts, flags]: Packet) => ({
    stream_index,
    ...(pts === null ? {} : { pts_time: `${pts}` }),
    ...(dts === null ? {} : { dts_time: `${dts}` }),
    flags,
  });
  // Another stream's packets between them are of no interest.
  return parsePackets({ packets: packets.flatMap((packet) => [of(1, [9, 9, "__"]), of(0, packet)]) }, 0);
}

describe("parsePackets", () => {
  it("measures groups from keyframe to keyframe", () => {
    const facts = parse([0, 0, "K_"], [1, 1, "__"], [2, 2, "K_"], [3, 3, "__"], [5, 5, "K_"], [6, 6, "__"]);
    expect(facts).toEqual({
      ...{ longestGroupS: 3, seenS: 6, startsWithKeyframe: true },
      ...{ openGroups: false, oddTimes: false },
    });
  });

  it("takes a group to be as long as what was seen of it", () => {
    expect(parse([0, 0, "K_"], [1, 1, "__"])).toMatchObject({ longestGroupS: 1, seenS: 1 });
    expect(parse([0, 0, "K_"], [1, 1, "K_"], [9, 9, "__"])).toMatchObject({ longestGroupS: 8 });
    expect(parse()).toMatchObject({ seenS: 0, startsWithKeyframe: false });
  });

  it("finds open groups: pictures after a keyframe that are shown before it", () => {
    expect(parse([0, -1, "K_"], [3, 0, "K_"], [2, 1, "__"]).openGroups).toBe(true);
    expect(parse([0, -1, "K_"], [3, 0, "__"], [2, 1, "__"]).openGroups).toBe(false);
  });

  it("finds times that are missing, out of order, or cut off", () => {
    expect(parse([0, 0, "K_"], [1, null, "__"]).oddTimes).toBe(false);
    expect(parse([null, 0, "K_"]).oddTimes).toBe(true);
    expect(parse([0, 1, "K_"], [1, 1, "__"]).oddTimes).toBe(true);
    expect(parse([0, 0, "KD"], [1, 1, "K_"])).toMatchObject({ oddTimes: true, startsWithKeyframe: true });
  });

  it("takes what is no report for one without packets", () => {
    for (const json of [null, {}, { packets: 3 }]) expect(parsePackets(json, 0).seenS).toBe(0);
  });
});
