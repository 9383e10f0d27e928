import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Firstframe } from "@firstframe/sdk";
import { createApi } from "./api/create-api.ts";
import { createProbe, type Probe } from "./api/create-probe.ts";
import { type Connection, readConnection } from "./connection/read-connection.ts";
import { createStyle, type Style } from "./output/style.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a running command works with. */
export interface Session {
  readonly connection: Connection;
  readonly api: Firstframe;
  /** One request, and what came of it as it is. */
  readonly probe: Probe;
  /** Whether the answer is wanted as JSON. */
  readonly json: boolean;
  readonly style: Style;
  /** The command's answer, on stdout: as JSON, or as people read it. */
  readonly print: (value: unknown, human: () => string) => void;
  /** What goes along, on stderr, with a line end. */
  readonly say: (text: string) => void;
}

/** What the program itself takes, before a command's name or after it. */
interface GlobalOptions {
  readonly apiUrl?: string;
  readonly json?: boolean;
}

/** @throws UsageError where no deployment is known */
export async function openSession(command: CommandUnknownOpts, surroundings: Surroundings): Promise<Session> {
  const { apiUrl, json }: GlobalOptions = command.optsWithGlobals();
  const { stdout, stderr, env } = surroundings;
  const connection = await readConnection(apiUrl, surroundings);
  const probe = createProbe(connection, surroundings);
  return {
    connection,
    api: createApi(connection, surroundings),
    probe,
    json: json === true,
    style: createStyle(stdout, env),
    print: (value, human) => stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : human()),
    say: (text) => stderr.write(`${text}\n`),
  };
}
