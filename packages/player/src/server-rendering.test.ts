import { expect, it } from "vitest";

it("can be imported on a server, where there is no DOM", async () => {
  expect(globalThis).not.toHaveProperty("document");
  const { FirstframePlayer } = await import("./index.ts");
  await import("./define.ts");
  expect(FirstframePlayer.observedAttributes).toContain("playback-id");
  expect(FirstframePlayer.observedAttributes).toContain("custom-10");
});
