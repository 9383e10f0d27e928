import type { Environment, PlaybackToken, createPlaybackToken as schema } from "@firstframe/contract";
import type { z } from "zod";
import { notFound } from "./api-error.ts";
import { formatTime } from "./format-time.ts";
import { grantUrls } from "./grant-urls.ts";
import type { Services } from "./ports.ts";

type Input = z.output<typeof schema> & { environment: Environment };

/**
 * Signs a grant for everything under one playback id.
 *
 * @throws ApiError `not_found`
 */
export async function createPlaybackToken(services: Services, input: Input): Promise<PlaybackToken> {
  const asset = await services.assets.findByPlaybackId(input.playback_id);
  if (asset?.environment !== input.environment) throw notFound("playback id", input.playback_id);
  const expiresAt = services.clock() + input.expires_in_s * 1000;
  const token = await services.playback.sign(
    input.environment,
    { playback_id: input.playback_id, viewer_id: input.viewer_id },
    expiresAt,
  );
  return { token, expires_at: formatTime(expiresAt), urls: grantUrls(services.settings.publicUrl, token) };
}
