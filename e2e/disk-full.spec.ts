import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { JobList } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { makeClip, videoClip } from "./system/clips.ts";
import { paddedClip } from "./system/padded-clip.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";

const mib = 1024 * 1024;

const small = () => makeClip("small.mp4", "video/mp4", [...flashAndBeep({ size: "160x90" }), ...h264]);

/** What has no room on a disk of 4 MiB: the source itself, or what is made of it. */
const tooMuch = [
  {
    what: "the source",
    clip: () => ({ ...videoClip(), name: "large.mp4", buffer: paddedClip(videoClip().buffer, 6 * mib, 7) }),
  },
  {
    what: "what is made of it",
    clip: () => {
      const noisy = flashAndBeep({ size: "320x180", seconds: 6, filters: ["noise=alls=60:allf=t"] });
      return makeClip("noisy.mp4", "video/mp4", [
        ...noisy,
        ...h264,
        "-b:v",
        "4M",
        "-maxrate",
        "4M",
        "-bufsize",
        "4M",
      ]);
    },
  },
];

test("a worker whose disk is full fails with the reason, and goes on with what has room", async () => {
  const copy = await newCopy();
  const disk = join(copy.state, "media");
  mkdirSync(disk);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]);
  test.skip(status !== 0, "needs to be allowed to mount a tiny disk");
  try {
    const system = await startSystem(copy);
    const { dev } = system;
    try {
      for (const { what, clip } of tooMuch) {
        const { asset } = await uploadClip(dev, clip());
        expect({ what, code: asset.error?.code }).toEqual({ what, code: "processing_failed" });
        const headers = { authorization: `Bearer ${dev.secret_key}` };
        const answer = await fetch(`${dev.api}/v1/jobs?asset_id=${asset.id}`, { headers });
        const { data } = (await answer.json()) as JobList;
        expect(data[0]?.error?.detail).toMatch(/ENOSPC|[0-9]+ bytes are free on the disk/);
        const { asset: next } = await uploadClip(dev, small());
        expect({ after: what, status: next.status }).toEqual({ after: what, status: "ready" });
      }
    } finally {
      await system.stop();
    }
  } finally {
    spawnSync("umount", [disk]);
    removeCopy(copy);
  }
});
