import { expect, it } from "vitest";

it("can be imported where there is no DOM", async () => {
  const { FirstframeUploader } = await import("./index.ts");
  await import("./define.ts");
  expect(FirstframeUploader.name).toBe("FirstframeUploader");
});
