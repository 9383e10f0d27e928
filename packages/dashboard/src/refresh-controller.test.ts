import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefreshController } from "./refresh-controller.ts";

const intervalMs = 4000;

/** Stands for the browser's document: only what a controller looks at. */
function fakeDocument() {
  const target = Object.assign(new EventTarget(), { hidden: false });
  return {
    document: target as unknown as Document,
    setHidden(hidden: boolean) {
      target.hidden = hidden;
      target.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

function controllerOf(load: (signal: AbortSignal) => Promise<string>) {
  const page = fakeDocument();
  const host = {
    addController: vi.fn(),
    removeController: vi.fn(),
    requestUpdate: vi.fn(),
    updateComplete: Promise.resolve(true),
  };
  const controller = new RefreshController<string>(host, {
    load,
    intervalMs,
    document: page.document,
    now: Date.now,
  });
  controller.hostConnected();
  return { controller, ...page };
}

const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("RefreshController", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("loads at once and then in intervals", async () => {
    const load = vi.fn(async () => `answer ${load.mock.calls.length}`);
    const { controller } = controllerOf(load);
    controller.restart();
    await after(0);
    expect(controller.data).toBe("answer 1");
    await after(intervalMs);
    expect(controller.data).toBe("answer 2");
  });

  it("keeps what it has when a refresh fails, and recovers", async () => {
    const answers = [async () => "first", () => Promise.reject(new Error("down")), async () => "second"];
    const { controller } = controllerOf(() => answers.shift()?.() ?? Promise.resolve("more"));
    controller.restart();
    await after(0);
    await after(intervalMs);
    expect(controller).toMatchObject({ data: "first", failure: new Error("down") });
    await after(intervalMs);
    expect(controller).toMatchObject({ data: "second", failure: null });
  });

  it("aborts what is under way when something else is shown, and ignores its late answer", async () => {
    const signals: AbortSignal[] = [];
    const late = Promise.withResolvers<string>();
    const { controller } = controllerOf((signal) => {
      signals.push(signal);
      return signals.length === 1 ? late.promise : Promise.resolve("new page");
    });
    controller.restart();
    controller.restart();
    expect(signals[0]?.aborted).toBe(true);
    late.resolve("old page");
    await after(0);
    expect(controller.data).toBe("new page");
  });

  it("rests while hidden and while paused, and catches up after", async () => {
    const load = vi.fn(async () => "data");
    const { controller, setHidden } = controllerOf(load);
    controller.restart();
    await after(0);
    setHidden(true);
    await after(10 * intervalMs);
    expect(load).toHaveBeenCalledTimes(1);
    setHidden(false);
    expect(load).toHaveBeenCalledTimes(2);
    await after(0);
    controller.setPaused(true);
    setHidden(true);
    setHidden(false);
    await after(10 * intervalMs);
    expect(load).toHaveBeenCalledTimes(2);
    controller.setPaused(false);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it("forgets everything when stopped", async () => {
    const load = vi.fn(async () => "data");
    const { controller } = controllerOf(load);
    controller.restart();
    await after(0);
    controller.stop();
    await after(10 * intervalMs);
    expect(load).toHaveBeenCalledTimes(1);
    expect(controller).toMatchObject({ data: null, updatedAt: null });
  });
});
