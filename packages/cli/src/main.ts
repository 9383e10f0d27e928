#!/usr/bin/env node
import envPaths from "env-paths";
import { run } from "./run.ts";
import type { Output } from "./surroundings.ts";

const stop = new AbortController();
let asked = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for a clean end.
    if (asked) process.exit(1);
    asked = true;
    stop.abort(new DOMException(`stopped by ${signal}`, "AbortError"));
  });
}
// A reader that has had enough, such as `head`, is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const { cache, config } = envPaths("firstframe", { suffix: "" });

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  cacheFolder: cache,
  configFolder: config,
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", end);
        resolve();
      }, ms);
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    }),
  signal: stop.signal,
});

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTty: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 80;
    },
  };
}
