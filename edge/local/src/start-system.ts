import { join } from "node:path";
import { build, runnable } from "./build.ts";
import { checkPort } from "./check-port.ts";
import { type Child, startChild } from "./child.ts";
import type { Config } from "./config.ts";
import { type Edge, startEdge } from "./edge.ts";
import { openLocalState } from "./local-state.ts";
import { createSandboxKeys, keptSandboxKeys } from "./sandbox-keys.ts";

/** The platform's clock ticks every minute; here more often, so that a developer need not wait for repairs. In ms. */
const longestTick = 10_000;

export interface System {
  stop(): Promise<void>;
}

/**
 * Starts everything and says where it is.
 *
 * @throws StartError; then nothing is left running
 */
export async function startSystem(config: Config, say: (message: string) => void): Promise<System> {
  const { root, ports } = config;
  const state = openLocalState(config.state, config.fresh);
  await checkPort(ports.api, "FIRSTFRAME_API_PORT");
  if (config.startsMedia) await checkPort(ports.media, "FIRSTFRAME_MEDIA_PORT");
  await checkPort(ports.demo, "FIRSTFRAME_DEMO_PORT");
  await build(root, runnable, (name) => say(`Building the ${name} …`));

  const api = `http://localhost:${ports.api}`;
  const media = `http://127.0.0.1:${ports.media}`;
  const demo = `http://localhost:${ports.demo}`;
  const secrets = state.readSecrets();
  const warn = (message: string) => process.stderr.write(`${message}\n`);
  const running: (Child | Edge)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const stop = async () => {
    clearInterval(timer);
    // The media worker first: it gives its jobs back while the API still answers.
    for (const part of running) await part.stop();
    state.removeDevFile();
  };

  try {
    say("Starting the Worker …");
    const edge = await startEdge({
      root,
      port: ports.api,
      folder: state.edgeFolder,
      logFile: join(state.logFolder, "api.log"),
      bindings: {
        PUBLIC_URL: config.publicUrl ?? api,
        ...(config.leaseS === null ? {} : { LEASE_S: String(config.leaseS) }),
        ...(config.rateLimits === null ? {} : { RATE_LIMITS: config.rateLimits }),
        ...(config.highWaterS === null ? {} : { QUEUE_HIGH_WATER_S: String(config.highWaterS) }),
        MEDIA_URL: media,
        INGEST: config.ingest,
        FETCH_ALLOWED_HOSTS: config.fetchAllowedHosts,
        MEDIA_PUBLIC_URL: `http://localhost:${ports.media}`,
        ROOT_SECRET: secrets.root_secret,
        MEDIA_SECRET: secrets.media_secret,
      },
      warn,
    });
    running.unshift(edge);
    const keys = keptSandboxKeys(secrets) ?? (await createSandboxKeys(api, secrets.root_secret));
    state.writeSecrets({ ...secrets, ...keys });

    if (config.startsMedia) {
      say("Starting the media worker …");
      running.unshift(
        await startChild({
          name: "media worker",
          script: join(root, "edge/media/src/main.ts"),
          environment: {
            FIRSTFRAME_MEDIA_PORT: String(ports.media),
            FIRSTFRAME_MEDIA_SECRET: secrets.media_secret,
            FIRSTFRAME_MEDIA_TMP: state.mediaFolder,
            ...(config.ingest === "worker"
              ? { FIRSTFRAME_API_URL: api, FIRSTFRAME_MEDIA_UPLOADS: state.uploadsFolder }
              : {}),
          },
          logFile: join(state.logFolder, "media.log"),
          readyText: "listening on",
          warn,
        }),
      );
    }
    const dashboard = `${api}/dashboard/#key=${keys.dashboard_key}`;
    say("Starting the demo …");
    running.unshift(
      await startChild({
        name: "demo",
        script: join(root, "demo/src/server/main.ts"),
        environment: {
          FIRSTFRAME_DEMO_PORT: String(ports.demo),
          FIRSTFRAME_API_URL: api,
          FIRSTFRAME_SECRET_KEY: keys.secret_key,
          FIRSTFRAME_DASHBOARD_URL: `${api}/dashboard/`,
        },
        logFile: join(state.logFolder, "demo.log"),
        readyText: "listening on",
        warn,
      }),
    );
    const tickInterval = Math.min(longestTick, (config.leaseS ?? Number.POSITIVE_INFINITY) * 500);
    timer = setInterval(() => edge.tick().catch((error: unknown) => warn(String(error))), tickInterval);
    state.writeDevFile({
      api,
      demo,
      dashboard,
      docs: `${api}/docs/`,
      media,
      secret_key: keys.secret_key,
      pid: process.pid,
    });
    say(
      [
        "",
        "Firstframe runs.",
        "",
        `  Demo       ${demo}`,
        `  Dashboard  ${dashboard}`,
        `  API        ${api}`,
        `  Docs       ${api}/docs/`,
        "",
        `  State and logs: ${config.state}`,
        "  Stop with Ctrl-C. Start again to go on where you were; «npm start -- --fresh» begins anew.",
        "",
      ].join("\n"),
    );
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
