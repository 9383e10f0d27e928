// `npm start`: sets up what is missing, then runs the whole system.
import { fileURLToPath } from "node:url";
import { launch } from "./launch.mjs";
import { ensureDependencies, ensureSystemTool, ffmpeg, ffprobeOf, runCommand } from "./set-up.mjs";

/** @param {string} message */
const say = (message) => process.stdout.write(`${message}\n`);

await runCommand(() => {
  const mediaTool = ensureSystemTool(ffmpeg, say);
  ensureDependencies(say);
  launch(fileURLToPath(new URL("src/main.ts", import.meta.url)), {
    FIRSTFRAME_FFMPEG: mediaTool,
    FIRSTFRAME_FFPROBE: ffprobeOf(mediaTool),
    // What wrangler has to say about its own workings is of no interest here.
    WRANGLER_LOG: "error",
  });
});
