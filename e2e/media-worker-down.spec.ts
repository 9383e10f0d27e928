import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { videoClip } from "./system/clips.ts";
import { dropFiles } from "./system/drop-files.ts";
import { newCopy, removeCopy, repository, startSystem } from "./system/running-system.ts";

test("jobs wait while the media worker is down, and run when it is back", async ({ page }) => {
  const copy = await newCopy({ FIRSTFRAME_MEDIA: "off" });
  const system = await startSystem(copy);
  try {
    await page.goto(system.dev.demo);
    await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [videoClip()]);
    const row = page.locator("firstframe-uploader [part~=file]");
    await expect(row).toHaveAttribute("data-status", "processing");
    await expect(row).toContainText(/queue|Waiting/);

    const status = await fetch(`${system.dev.api}/v1/status`, {
      headers: { authorization: `Bearer ${system.dev.secret_key}` },
    });
    expect(await status.json()).toMatchObject({ queue: { queued: 1, running: 0 } });

    const { media_secret } = JSON.parse(readFileSync(join(copy.state, "secrets.json"), "utf8"));
    const worker = spawn("node", ["edge/media/src/main.ts"], {
      cwd: repository,
      stdio: "ignore",
      env: { ...process.env, ...copy.environment, FIRSTFRAME_MEDIA_SECRET: media_secret },
    });
    try {
      await expect(row).toHaveAttribute("data-status", "ready");
    } finally {
      const gone = once(worker, "exit");
      worker.kill("SIGTERM");
      await gone;
    }
  } finally {
    await system.stop();
    removeCopy(copy);
  }
});
