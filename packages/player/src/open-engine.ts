import type { Engine, EngineOptions } from "./engine.ts";
import { openHlsEngine, supportsHlsJs } from "./hls-engine.ts";
import { openNativeEngine, playsHls } from "./native-engine.ts";

/** Opens the source with hls.js where it can run, else with the browser's own HLS; null where there is neither. */
export function openEngine(options: EngineOptions): Engine | null {
  if (supportsHlsJs()) return openHlsEngine(options);
  if (playsHls(options.media)) return openNativeEngine(options);
  return null;
}
