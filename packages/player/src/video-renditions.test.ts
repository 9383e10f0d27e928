import { describe, expect, it, vi } from "vitest";
import { VideoRenditions } from "./video-renditions.ts";

const two = [
  { id: "0", width: 640, height: 360, bitrate: 600_000 },
  { id: "1", width: 1280, height: 720, bitrate: 1_800_000 },
];

describe("VideoRenditions", () => {
  it("is a list to read by index or one by one", () => {
    const renditions = new VideoRenditions();
    renditions.replace(two, () => undefined);
    expect([...renditions]).toEqual(two);
    expect(renditions).toMatchObject({ length: 2, 0: two[0], 1: two[1], selectedIndex: -1 });
  });

  it("tells what is selected, once", () => {
    const renditions = new VideoRenditions();
    const select = vi.fn();
    const change = vi.fn();
    renditions.addEventListener("change", change);
    renditions.replace(two, select);
    renditions.selectedIndex = 1;
    renditions.selectedIndex = 1;
    renditions.selectedIndex = 7;
    expect(select.mock.calls).toEqual([[1]]);
    expect(change).toHaveBeenCalledTimes(1);
    renditions.selectedIndex = -1;
    expect(select).toHaveBeenLastCalledWith(-1);
  });

  it("forgets the list before and its selection", () => {
    const renditions = new VideoRenditions();
    const added = vi.fn();
    const removed = vi.fn();
    renditions.addEventListener("addrendition", added);
    renditions.addEventListener("removerendition", removed);
    renditions.replace(two, () => undefined);
    renditions.selectedIndex = 1;
    renditions.replace([], () => undefined);
    expect(renditions).toMatchObject({ length: 0, selectedIndex: -1 });
    expect(renditions).not.toHaveProperty("0");
    expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([1, 1]);
  });
});
