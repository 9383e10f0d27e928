import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Deployment, startDeployment } from "../testing/deployment.ts";
import { problem } from "../testing/reply.ts";
import { createUser, temporaryFolder } from "../testing/run-cli.ts";
import { daysAgo } from "../testing/sample-resources.ts";

const content = Buffer.alloc(3_000_000, "firstframe ");

function writeClip(bytes: Buffer = content): string {
  const path = join(temporaryFolder(), "clip.mp4");
  writeFileSync(path, bytes);
  return path;
}

function arrivedIn(deployment: Deployment, uploadId: string): Buffer {
  return readFileSync(join(deployment.folder, uploadId));
}

const creations = ({ requests }: Deployment) => requests.filter((line) => line === "POST /v1/uploads").length;

it("sends a file and prints its asset", async () => {
  const deployment = await startDeployment();
  const { code, stdout } = await createUser({ url: deployment.url })(["upload", writeClip(), "--json"]);
  expect(code).toBe(0);
  const [sent] = JSON.parse(stdout).data;
  expect(sent).toMatchObject({ asset_id: deployment.assets[0]?.id, resumed: false });
  expect(arrivedIn(deployment, sent.upload_id).equals(content)).toBe(true);
});

it("goes on by itself where a cut connection left it", async () => {
  const deployment = await startDeployment();
  const cuts = [1_000_000];
  deployment.onTus = ({ method }) => {
    const cut = method === "PATCH" ? cuts.pop() : undefined;
    return cut === undefined ? null : { cut };
  };
  const { code, stdout, stderr } = await createUser({ url: deployment.url })([
    "upload",
    writeClip(),
    "--json",
  ]);
  expect(code).toBe(0);
  expect(stderr).toContain("Trying on.");
  expect(arrivedIn(deployment, JSON.parse(stdout).data[0].upload_id).equals(content)).toBe(true);
  expect(creations(deployment)).toBe(1);
  // What had arrived was not sent again, but for what was on its way when the connection was cut.
  expect(deployment.arrived.bytes).toBeLessThan(content.length + 1_000_000);
});

it("goes on in the next run after Ctrl-C, even under another name", async () => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  const stop = new AbortController();
  deployment.onTus = ({ method }) => {
    if (method !== "PATCH") return null;
    stop.abort(new DOMException("stopped", "AbortError"));
    return { cut: 1_000_000 };
  };
  const clip = writeClip();
  const written = new Date("2026-11-01T12:00:00Z");
  utimesSync(clip, written, written);
  const first = await user(["upload", clip], { signal: stop.signal });
  expect(first.code).toBe(1);
  expect(first.stderr).toContain("Run the same command again to go on where it was.");

  deployment.onTus = () => null;
  const renamed = join(temporaryFolder(), "other.mp4");
  writeFileSync(renamed, content);
  utimesSync(renamed, written, written);
  const second = await user(["upload", renamed, "--json"]);
  expect(second.code).toBe(0);
  expect(JSON.parse(second.stdout).data[0].resumed).toBe(true);
  expect(creations(deployment)).toBe(1);

  const third = await user(["upload", clip, "--json"]);
  expect(JSON.parse(third.stdout).data[0].resumed).toBe(false);
  expect(creations(deployment)).toBe(2);
});

it("begins another upload for another file, another policy and a file that was written to", async () => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  deployment.onTus = ({ method }) => (method === "PATCH" ? { status: 403, code: "not_entitled" } : null);
  const clip = writeClip();
  await user(["upload", clip]);
  await user(["upload", clip]);
  const afterSame = creations(deployment);
  await user(["upload", clip, "--policy", "signed"]);
  const afterPolicy = creations(deployment);
  writeFileSync(clip, Buffer.alloc(3_000_000, "otherframe "));
  await user(["upload", clip]);
  expect([afterSame, afterPolicy, creations(deployment)]).toEqual([1, 2, 3]);
});

it("makes one upload when the answer to its creation is lost and the command is run again", async () => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  const create = deployment.routes.get("POST /v1/uploads");
  const lost = new AbortController();
  deployment.routes.set("POST /v1/uploads", async (call, all) => {
    const reply = create?.(call, all) ?? { status: 500 };
    lost.abort(new DOMException("stopped", "AbortError"));
    return reply;
  });
  const clip = writeClip();
  await user(["upload", clip], { signal: lost.signal });
  const { code } = await user(["upload", clip]);
  expect(code).toBe(0);
  expect(deployment.uploads).toHaveLength(1);
});

it("gets another token when the one it has ends in mid-upload", async () => {
  const deployment = await startDeployment();
  let patches = 0;
  deployment.onTus = ({ method }) => {
    if (method === "PATCH" && ++patches === 1) {
      for (const [id] of deployment.tokens) deployment.tokens.set(id, "ended");
      return { cut: 500_000 };
    }
    return null;
  };
  const { code, stdout } = await createUser({ url: deployment.url })(["upload", writeClip(), "--json"]);
  expect(code).toBe(0);
  expect(deployment.requests.filter((line) => line === "POST /v1/upload-tokens")).toHaveLength(1);
  expect(arrivedIn(deployment, JSON.parse(stdout).data[0].upload_id).equals(content)).toBe(true);
});

it("makes a new upload when the one of an earlier run is gone", async () => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  const stop = new AbortController();
  deployment.onTus = ({ method }) => {
    if (method !== "PATCH") return null;
    stop.abort(new DOMException("stopped", "AbortError"));
    return { cut: 1_000_000 };
  };
  const clip = writeClip();
  await user(["upload", clip], { signal: stop.signal });
  deployment.onTus = ({ method }) =>
    method === "HEAD" && creations(deployment) === 1 ? { status: 410, code: "gone" } : null;
  const { code, stdout } = await user(["upload", clip, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).data[0].resumed).toBe(false);
  expect(creations(deployment)).toBe(2);
});

it.each([
  ["nothing was sent", "creation"],
  ["nobody heard of it", "answer"],
])("makes a new upload when the one of an earlier run is over and %s", async (_when, stopsAt) => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  const stop = new AbortController();
  const interrupt = () => stop.abort(new DOMException("stopped", "AbortError"));
  const create = deployment.routes.get("POST /v1/uploads");
  deployment.routes.set("POST /v1/uploads", (call, all) => {
    const reply = create?.(call, all) ?? { status: 500 };
    if (stopsAt === "answer") interrupt();
    return reply;
  });
  deployment.onTus = () => {
    interrupt();
    return { status: 503, code: "overloaded" };
  };
  const clip = writeClip();
  await user(["upload", clip], { signal: stop.signal });
  expect(deployment.uploads).toHaveLength(1);

  deployment.onTus = () => (deployment.uploads.length === 1 ? { status: 410, code: "gone" } : null);
  const { code, stdout, stderr } = await user(["upload", clip, "--json"]);
  expect(code, stderr).toBe(0);
  const [sent] = JSON.parse(stdout).data;
  expect(sent.resumed).toBe(false);
  expect(arrivedIn(deployment, sent.upload_id).equals(content)).toBe(true);
  expect(deployment.uploads).toHaveLength(2);
  expect(stderr).toContain("Nothing is lost: the file is sent anew.");
});

it("begins anew once only, and the next run is not stuck with what is over", async () => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  deployment.onTus = () => ({ status: 410, code: "gone" });
  const clip = writeClip();
  const codes = [(await user(["upload", clip])).code, (await user(["upload", clip])).code];
  expect(codes).toEqual([1, 1]);
  expect(creations(deployment)).toBe(2);
  deployment.onTus = ({ method }) =>
    method === "POST" && deployment.uploads.length < 3 ? { status: 410, code: "gone" } : null;
  expect((await user(["upload", clip])).code).toBe(0);
  expect(creations(deployment)).toBe(3);
});

it("sends a file even where it cannot keep where it was, and says so", async () => {
  const deployment = await startDeployment();
  const home = temporaryFolder();
  mkdirSync(join(home, "cache"));
  writeFileSync(join(home, "cache", "uploads"), "a file where the folder should be");
  const { code, stderr } = await createUser({ url: deployment.url, home })(["upload", writeClip()]);
  expect(code).toBe(0);
  expect(stderr).toContain("An interruption would begin anew");
});

it("waits until it is ready and prints where it plays", async () => {
  const deployment = await startDeployment();
  const seen = ["processing", "playable", "ready"] as const;
  let looks = 0;
  deployment.routes.set("GET /v1/assets/:", (_call, all) => {
    const [asset] = all.assets;
    return { status: 200, body: { ...asset, status: seen[Math.min(looks++, 2)] } };
  });
  const { code, stdout, stderr } = await createUser({ url: deployment.url })([
    ...["upload", writeClip(), "--policy", "signed", "--metadata", "title=Day one", "--wait"],
  ]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/processing after .*\n.*playable after .*\n.*ready after/);
  expect(stdout.trim().split("\n").at(-1)).toBe(`${deployment.url}/play/signed/master.m3u8`);
});

it("fails when what it waits for fails", async () => {
  const deployment = await startDeployment();
  deployment.routes.set("GET /v1/assets/:", (_call, all) => {
    const error = { code: "source_not_media", message: "The file is not a video." };
    return { status: 200, body: { ...all.assets[0], status: "failed", error } };
  });
  const { code, stderr, stdout } = await createUser({ url: deployment.url })([
    "upload",
    writeClip(),
    "--wait",
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain("The file is not a video. (source_not_media)");
  expect(stdout).toBe("");
});

it("tells a refusal of the API with its code and request", async () => {
  const deployment = await startDeployment();
  deployment.routes.set("POST /v1/uploads", () =>
    problem("insufficient_scope", "The key needs uploads:write."),
  );
  const { code, stderr } = await createUser({ url: deployment.url })(["upload", writeClip()]);
  expect(code).toBe(1);
  expect(stderr).toContain("The key needs uploads:write.");
  expect(stderr).toContain("insufficient_scope, HTTP 403, request req_1");
});

it("refuses what is no file before anything is made", async () => {
  const deployment = await startDeployment();
  const user = createUser({ url: deployment.url });
  const folder = temporaryFolder();
  for (const path of [folder, join(folder, "missing.mp4"), writeClip(Buffer.alloc(0))]) {
    expect((await user(["upload", path])).code).toBe(2);
  }
  expect(deployment.requests).toEqual([]);
});

it("refuses to call it done when the file changed meanwhile", async () => {
  const deployment = await startDeployment();
  const clip = writeClip();
  deployment.onTus = ({ method }) => {
    if (method === "PATCH") utimesSync(clip, new Date(daysAgo(1)), new Date(daysAgo(1)));
    return null;
  };
  const { code, stderr } = await createUser({ url: deployment.url })(["upload", clip]);
  expect(code).toBe(1);
  expect(stderr).toContain("was changed while it was being sent");
});
