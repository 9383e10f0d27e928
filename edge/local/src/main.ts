import { readConfig } from "./config.ts";
import { StartError } from "./start-error.ts";
import { type System, startSystem } from "./start-system.ts";
import { stopSignals } from "./stop-signals.ts";

const say = (message: string) => process.stdout.write(`${message}\n`);
let system: System | null = null;
let stopping = false;

async function stop(): Promise<void> {
  // What was started so far ends with this process.
  if (system === null) process.exit(130);
  if (stopping) return;
  stopping = true;
  say("\nStopping …");
  await system.stop();
  process.exit(0);
}

for (const signal of stopSignals) process.on(signal, stop);
// Whoever launched this went away without a signal.
process.on("disconnect", stop);

try {
  system = await startSystem(readConfig(process.env, process.argv.slice(2)), say);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
