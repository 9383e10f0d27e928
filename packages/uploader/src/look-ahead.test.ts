import { expect, it } from "vitest";
import { queueWith } from "./testing/scripted-queue.ts";

const large = () => new File(["x".repeat(4 * 1024 * 1024)], "long.mp4", { type: "video/mp4" });
const answering = (statuses: string[]) => async () =>
  Response.json({ asset: { status: statuses.length > 1 ? statuses.shift() : statuses[0] } });

/** A large file that is being sent until it is told to end. */
function sending(statuses: string[]) {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  const run = queueWith([() => promise], {
    fetch: answering(statuses),
    // A turn of the loop to each pause, so that others have theirs.
    sleep: () => new Promise((done) => setTimeout(done, 1)),
  });
  run.queue.add(large(), null);
  return { ...run, end };
}

it("tells while a large file is being sent that it can be watched, and goes on sending", async () => {
  const { queue, history, slept, until, end } = sending(["uploading", "uploading", "playable", "ready"]);
  await expect.poll(() => queue.files[0]?.remote?.asset.status).toBe("playable");
  expect(queue.files[0]?.status).toBe("uploading");
  expect(slept.slice(0, 3)).toEqual([5000, 5000, 5000]);
  end();
  await until("ready");
  expect(history).toEqual(["waiting", "preparing", "uploading", "processing", "ready"]);
});

it("asks nothing about small files", async () => {
  let asked = 0;
  const { queue, until } = queueWith([() => new Promise((done) => setTimeout(done, 30))], {
    fetch: async () => {
      asked++;
      return Response.json({ asset: { status: "ready" } });
    },
  });
  queue.add(new File(["x"], "short.mp4"), null);
  await until("ready");
  expect(asked).toBe(1);
});

it("stops asking when the upload is held", async () => {
  const { queue, slept, until } = sending(["uploading"]);
  await until("uploading");
  await expect.poll(() => slept.length).toBeGreaterThan(1);
  queue.pause(queue.files[0]?.id ?? "");
  await new Promise((done) => setTimeout(done, 20));
  const asked = slept.length;
  await new Promise((done) => setTimeout(done, 20));
  expect(slept.length).toBe(asked);
});
