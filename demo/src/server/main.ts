import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Firstframe } from "@firstframe/sdk";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";

const host = "127.0.0.1";
const pages = fileURLToPath(new URL("../../dist/page", import.meta.url));

function run(): void {
  const { port, apiUrl, secretKey } = readConfig(process.env);
  if (!existsSync(pages))
    throw new ConfigError("the pages are not built: run «vite build» in the demo's folder");
  // A visitor is waiting: better to say soon that it does not work than to retry for long.
  const firstframe = new Firstframe({
    apiKey: secretKey,
    baseUrl: apiUrl,
    timeoutMs: 8_000,
    deadlineMs: 12_000,
    maxRetries: 2,
  });
  const report = (error: Error) => say(`${error.name}: ${error.message}`);
  const app = createApp({ firstframe, apiUrl, pages, report });

  const server = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
    process.stdout.write(`demo listening on http://${host}:${address.port}\n`);
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    say(
      error.code === "EADDRINUSE"
        ? `port ${port} is taken: stop what listens on ${host}:${port}, or set FIRSTFRAME_DEMO_PORT to another port`
        : `cannot listen on ${host}:${port}: ${error.message}`,
    );
    process.exit(1);
  });

  const stop = () => {
    server.close(() => process.exit(0));
    // Open connections would keep the process alive: pages poll.
    if ("closeAllConnections" in server) server.closeAllConnections();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (process.connected) process.on("disconnect", stop);
}

function say(message: string): void {
  process.stderr.write(`demo: ${message}\n`);
}

try {
  run();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  say(error.message);
  process.exit(1);
}
