import type { Asset } from "@firstframe/contract";
import type { Firstframe } from "@firstframe/sdk";

/** Where a player finds the asset: for a signed one with a token that the API makes, good for an hour. */
export async function playbackUrl(
  { playback_id, playback_policy }: Pick<Asset, "playback_id" | "playback_policy">,
  apiUrl: string,
  playbackTokens: Firstframe["playbackTokens"],
): Promise<string> {
  if (playback_policy === "public") return `${apiUrl}/play/${playback_id}/master.m3u8`;
  return (await playbackTokens.create({ playback_id })).urls.hls;
}
