import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "./deployment.ts";
import { type GoodDeployment, goodGoLive, startGoodDeployment } from "./good-deployment.ts";
import type { Reply } from "./reply.ts";
import { type CliOptions, createUser, temporaryFolder } from "./run-cli.ts";

/** Makes a good deployment a bad one. */
export type Spoil = (deployment: Deployment, good: GoodDeployment) => void;

interface Seen {
  readonly id: string;
  readonly outcome: string;
  readonly evidence: readonly string[];
  readonly remedy: string | null;
}

/** Runs `doctor` as a script would. */
export async function diagnose(
  { deployment }: GoodDeployment,
  args: readonly string[] = [],
  { goLive = goodGoLive, env = {} }: { goLive?: object; env?: CliOptions["env"] } = {},
) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "firstframe.golive.json"), JSON.stringify(goLive));
  const user = createUser({ url: deployment.url, cwd, ...(env && { env }) });
  const { code, stdout, stderr } = await user(["doctor", "--json", "--wait", "1s", ...args]);
  const checks: Seen[] = stdout === "" ? [] : JSON.parse(stdout).data;
  return { code, stderr, checks };
}

/** What one check finds in a deployment that was good until `spoil`. */
export async function look(
  id: string,
  spoil: Spoil = () => undefined,
  options: { goLive?: object; env?: CliOptions["env"]; args?: readonly string[] } = {},
): Promise<{ outcome: string; text: string; remedy: string | null; code: number }> {
  const good = await startGoodDeployment();
  spoil(good.deployment, good);
  const { checks, code, stderr } = await diagnose(good, ["--only", id, ...(options.args ?? [])], options);
  const [check] = checks;
  if (check === undefined) throw new Error(stderr);
  return { outcome: check.outcome, text: check.evidence.join("\n"), remedy: check.remedy, code };
}

/** Answers some requests of a route in another way; null leaves them as they were. */
export function spoilRoute(
  routes: Deployment["routes"],
  name: string,
  answer: (query: URLSearchParams) => Reply | null,
): void {
  const before = routes.get(name);
  routes.set(name, (call, all) => answer(call.query) ?? before?.(call, all) ?? { status: 500 });
}
