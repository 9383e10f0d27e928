import { playbackUrl } from "../../upload/playback-url.ts";
import { type Check, type CheckContext, fail, pass, skipped } from "../check.ts";

export const playsEndToEnd: Check = {
  id: "plays_end_to_end",
  group: "Playback",
  title: "The latest video can be fetched as a player would: playlists and first segment",
  why: "It is what people come for.",
  async run(context) {
    const { api, connection, now } = context;
    const [asset] = (await api.assets.list({ status: "ready", limit: 1 }).page()).data;
    if (asset === undefined)
      return skipped("No asset is ready.", "Upload one: firstframe upload clip.mp4 --wait");
    const begun = now();
    const master = await playbackUrl(asset, connection.apiUrl, api.playbackTokens);
    const media = firstUri(await text(master, context), "#EXT-X-STREAM-INF");
    if (media === null) return fail(`${asset.id}: the master playlist lists nothing`, remedy);
    const mediaUrl = new URL(media, master).href;
    const segment = firstUri(await text(mediaUrl, context), "#EXTINF");
    if (segment === null) return fail(`${asset.id}: a media playlist has no segment`, remedy);
    const response = await context.fetch(new URL(segment, mediaUrl).href, { signal: context.signal });
    const { byteLength } = await response.arrayBuffer();
    if (!response.ok || byteLength === 0) {
      return fail(
        `${asset.id}: the first segment was answered ${response.status} with ${byteLength} bytes`,
        remedy,
      );
    }
    return pass(`${asset.id}: playlists and first segment (${byteLength} bytes) in ${now() - begun} ms`);
  },
};

const remedy = "Look at the asset: firstframe assets get …; and at what is in front of /play.";

async function text(url: string, { fetch, signal }: CheckContext): Promise<string> {
  const response = await fetch(url, { signal });
  if (response.ok) return response.text();
  await response.body?.cancel();
  throw new Error(`${new URL(url).pathname.split("/").at(-1)} was answered ${response.status}`);
}

/** The URI line after the first tag of a kind. */
function firstUri(playlist: string, tag: string): string | null {
  const lines = playlist.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith(tag));
  return at < 0 ? null : (lines.slice(at + 1).find((line) => line !== "" && !line.startsWith("#")) ?? null);
}
