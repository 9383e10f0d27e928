import Hls, { type ErrorData, type HlsConfig } from "hls.js";
import type { EngineOptions, PlaybackEngine } from "./playback-engine.ts";
import type { PlaybackErrorCode } from "./playback-error.ts";
import { type FaultKind, planRecovery } from "./recovery-plan.ts";
import type { RenditionList } from "./rendition-list.ts";

export interface HlsEngineOptions extends EngineOptions {
  readonly renditions: RenditionList;
  /** Bits per second that the connection is thought to carry, before anything was measured; null when unknown. */
  readonly expectedBandwidth: number | null;
  readonly random: () => number;
}

/** Whether hls.js can play here. Where it cannot (iPhone), the browser plays HLS itself. */
export function hlsSupported(): boolean {
  return Hls.isSupported();
}

/** Plays through Media Source Extensions. The only file that knows hls.js. */
export function startHlsEngine(options: HlsEngineOptions): PlaybackEngine {
  const { media, renditions } = options;
  const hls = new Hls(configFor(options));
  const recoveries: Record<FaultKind, number> = { network: 0, media: 0 };
  const tuned = { length: hls.config.maxBufferLength, size: hls.config.maxBufferSize };
  let recovering: ReturnType<typeof setTimeout> | undefined;
  let parsed = false;
  let loading = options.preload !== "none";

  const load = () => {
    hls.config.maxBufferLength = tuned.length;
    hls.config.maxBufferSize = tuned.size;
    if (loading) return;
    loading = true;
    hls.loadSource(options.url);
  };
  const choose = () => {
    hls.nextLevel = renditions.selectedIndex;
  };
  const recover = (kind: FaultKind) => {
    if (kind === "media") hls.recoverMediaError();
    else if (parsed) hls.startLoad();
    else hls.loadSource(options.url);
  };

  hls.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) => {
    if (parsed) return;
    parsed = true;
    renditions.replace(
      levels.map(({ width, height, bitrate }, index) => ({ id: String(index), width, height, bitrate })),
    );
    options.onReady();
  });
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    recoveries.network = 0;
  });
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (!data.fatal) return;
    const fault = faultOf(data);
    const step = fault.kind ? planRecovery(fault.kind, recoveries[fault.kind], options.random()) : null;
    if (!fault.kind || step?.action !== "recover") {
      options.onFatal(fault.seen);
      return;
    }
    const { kind } = fault;
    recoveries[kind] += 1;
    clearTimeout(recovering);
    recovering = setTimeout(() => recover(kind), step.delayMs);
  });
  renditions.addEventListener("change", choose);
  if (options.preload === "metadata") {
    // One buffered segment is enough to start at once, and all that a page of unplayed videos should cost.
    hls.config.maxBufferLength = 1;
    hls.config.maxBufferSize = 1;
  }
  hls.attachMedia(media);
  if (loading) hls.loadSource(options.url);
  else options.onReady();

  return {
    load,
    destroy() {
      clearTimeout(recovering);
      renditions.removeEventListener("change", choose);
      renditions.replace([]);
      hls.destroy();
    },
  };
}

function configFor({ startTime, expectedBandwidth }: HlsEngineOptions): Partial<HlsConfig> {
  return {
    // The expected bandwidth picks the first rendition; loading a segment merely to measure, and throwing it away,
    // would put a round trip before the first frame.
    startLevel: -1,
    testBandwidth: false,
    ...(expectedBandwidth === null ? {} : { abrEwmaDefaultEstimate: expectedBandwidth }),
    // Fetches the first segment while the media source is still opening.
    startFragPrefetch: true,
    // Pixels that the player cannot show only delay those it can.
    capLevelToPlayerSize: true,
    startPosition: startTime > 0 ? startTime : -1,
    // Enough for seeking back a little; the rest is memory that phones do not have.
    backBufferLength: 30,
  };
}

/** What broke, and whether trying again can help: a refusal (4xx) will be repeated, so it cannot. */
function faultOf(data: ErrorData): { kind: FaultKind | null; seen: PlaybackErrorCode } {
  const status = data.response?.code ?? 0;
  switch (data.type) {
    case Hls.ErrorTypes.NETWORK_ERROR:
      if (status >= 500) return { kind: "network", seen: "server" };
      return { kind: status >= 400 ? null : "network", seen: "network" };
    case Hls.ErrorTypes.MEDIA_ERROR:
      return { kind: "media", seen: "decode" };
    default:
      return { kind: null, seen: "decode" };
  }
}
