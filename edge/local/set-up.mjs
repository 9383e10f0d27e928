// Runs before anything is installed, on the system's own Node: plain JavaScript, no dependencies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const leastNode = 20;

/** Something that a person has to do before the command can go on. */
class SetUpError extends Error {
  /** @override */
  name = "SetUpError";
}

/**
 * Runs one of the repository's commands. What a person has to settle first is said plainly, and ends it.
 *
 * @param {() => void | Promise<void>} command
 */
export async function runCommand(command) {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
}

/**
 * The environment in which the repository's tools run: the pinned Node and the installed binaries come first.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  return {
    ...process.env,
    PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`,
  };
}

/** The pinned Node's executable. */
export const pinnedNode = join(
  root,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/**
 * Installs the dependencies unless those of the lock file are there.
 *
 * @param {(message: string) => void} say
 */
export function ensureDependencies(say) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < leastNode) {
    throw new SetUpError(
      `Node ${leastNode} or newer is needed; this is ${process.version}. Install it and try again.`,
    );
  }
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const marker = join(root, "node_modules/.firstframe-lock");
  if (existsSync(pinnedNode) && existsSync(marker) && readFileSync(marker, "utf8") === lock) return;
  say("Installing the dependencies (once; about a minute) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    throw new SetUpError(
      "«npm ci» failed; what it said is above. Check the network to the package registry and try again.",
    );
  }
  if (!existsSync(pinnedNode)) {
    throw new SetUpError(
      "The pinned Node was not installed: allow the install script of the package «node», then run «npm ci».",
    );
  }
  writeFileSync(marker, lock);
}

/**
 * @typedef {object} SystemTool
 * @property {string} name as people call it
 * @property {string[]} commands any of them will do
 * @property {string} variable environment variable that names another one
 * @property {string} apt Debian's package
 * @property {string} brew Homebrew's package
 */

/** @type {SystemTool} */
export const ffmpeg = {
  name: "ffmpeg",
  commands: ["ffmpeg"],
  variable: "FIRSTFRAME_FFMPEG",
  apt: "ffmpeg",
  brew: "ffmpeg",
};

/** @type {SystemTool} */
export const chromium = {
  name: "Chromium",
  commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  variable: "FIRSTFRAME_CHROMIUM",
  apt: "chromium",
  brew: "--cask chromium",
};

/**
 * Finds a tool of the system, or installs it where that is possible without asking.
 *
 * @param {SystemTool} tool
 * @param {(message: string) => void} say
 * @returns {string} its executable
 */
export function ensureSystemTool(tool, say) {
  const found = find(tool);
  if (found !== null) return found;
  const privileged = process.getuid?.() === 0 ? [] : canSudo() ? ["sudo", "-n"] : null;
  if (onPath("apt-get") !== null && privileged !== null) {
    say(`Installing ${tool.name} with apt-get (once) …`);
    run([...privileged, "apt-get", "update", "-qq"]);
    run([...privileged, "apt-get", "install", "-y", "-qq", "--no-install-recommends", tool.apt]);
    const installed = find(tool);
    if (installed !== null) return installed;
  }
  throw new SetUpError(
    [
      `${tool.name} is needed and is not on this machine. Install it, then run the same command again:`,
      "",
      `    ${installCommand(tool)}`,
      "",
      `If it is installed elsewhere, name it: ${tool.variable}=/path/to/${tool.commands[0]}`,
    ].join("\n"),
  );
}

/**
 * The prober that belongs to an ffmpeg: the one beside it, or whichever is on the PATH.
 *
 * @param {string} ffmpegPath
 */
export function ffprobeOf(ffmpegPath) {
  const beside = join(dirname(ffmpegPath), process.platform === "win32" ? "ffprobe.exe" : "ffprobe");
  return process.env.FIRSTFRAME_FFPROBE ?? (existsSync(beside) ? beside : "ffprobe");
}

/** @param {SystemTool} tool */
function find(tool) {
  const named = process.env[tool.variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new SetUpError(`${tool.variable} names ${named}, which does not exist.`);
  }
  for (const command of tool.commands) {
    const path = onPath(command);
    if (path !== null) return path;
  }
  return null;
}

/** @param {string} command */
function onPath(command) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, process.platform === "win32" ? `${command}.exe` : command);
    if (folder !== "" && existsSync(path)) return path;
  }
  return null;
}

function canSudo() {
  return onPath("sudo") !== null && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0;
}

/** @param {string[]} command */
function run([command = "", ...args]) {
  spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/** @param {SystemTool} tool */
function installCommand(tool) {
  if (process.platform === "darwin") return `brew install ${tool.brew}`;
  if (process.platform === "win32") return `winget install ${tool.name}`;
  if (onPath("dnf") !== null) return `sudo dnf install ${tool.apt}`;
  if (onPath("pacman") !== null) return `sudo pacman -S ${tool.apt}`;
  return `sudo apt-get update && sudo apt-get install -y ${tool.apt}`;
}
