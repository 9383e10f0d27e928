import { readConfig } from "./config.ts";
import { StartError } from "./start-error.ts";
import { startSystem } from "./start-system.ts";

const say = (message: string) => process.stdout.write(`${message}\n`);

try {
  const config = readConfig(process.env, process.argv.slice(2));
  const system = await startSystem(config, say);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say("\nStopping …");
    await system.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Whoever launched this went away without a signal.
  process.on("disconnect", stop);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
