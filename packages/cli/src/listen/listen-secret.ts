import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** This machine's secret that forwarded messages are signed with, `whsec_…`; made when it is first asked for. */
export async function listenSecret(configFolder: string): Promise<string> {
  const path = join(configFolder, "listen-secret");
  const read = () => readFile(path, "utf8").then((text) => text.trim());
  try {
    return await read();
  } catch {
    // Not made yet.
  }
  await mkdir(configFolder, { recursive: true, mode: 0o700 });
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  try {
    // Another one that starts at this moment makes it, or we do: never both.
    await writeFile(path, `${secret}\n`, { mode: 0o600, flag: "wx" });
    return secret;
  } catch {
    return read();
  }
}
