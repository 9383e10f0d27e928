import { expect, it } from "vitest";
import { startDeployment } from "../../testing/deployment.ts";
import { createUser } from "../../testing/run-cli.ts";
import { idOf, sampleJob, sampleTask } from "../../testing/sample-resources.ts";

it("tells operators what the tools said of a job, and of each of its tasks", async () => {
  const error = {
    code: "source_truncated",
    message: "The file is incomplete.",
    detail: "moov is missing",
  } as const;
  const tasks = [
    sampleTask(1),
    sampleTask(2, { state: "failed", error: { ...error, detail: "ended at 40" } }),
    sampleTask(3, { state: "queued", retry_reason: "killed by SIGKILL" }),
  ];
  const job = { ...sampleJob(1, { state: "failed", error }), tasks };
  const { url } = await startDeployment({ jobs: [job] });
  const { stdout } = await createUser({ url })(["jobs", "get", job.id]);
  expect(stdout).toMatch(/^error +The file is incomplete\. \(source_truncated\)$/m);
  expect(stdout).toMatch(/^tools said +moov is missing$/m);
  // Of a task that went well there is its row, and nothing to be said.
  expect(stdout.match(new RegExp(`^${idOf("tsk", 1)}`, "gm"))).toHaveLength(1);
  expect(stdout).toMatch(new RegExp(`^${idOf("tsk", 2)}  ended at 40$`, "m"));
  expect(stdout).toMatch(new RegExp(`^${idOf("tsk", 3)}  killed by SIGKILL$`, "m"));
});
