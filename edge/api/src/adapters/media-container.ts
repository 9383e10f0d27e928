import { Container, getRandom } from "@cloudflare/containers";

const port = 8788;
/** As many as `max_instances` in wrangler.jsonc. */
const instances = 5;

/** The media worker as a Cloudflare Container: ffmpeg behind a small HTTP interface. */
export class MediaContainer extends Container<Env> {
  override defaultPort = port;
  override sleepAfter = "10m";
  override envVars = { FIRSTFRAME_MEDIA_PORT: String(port), FIRSTFRAME_MEDIA_SECRET: this.env.MEDIA_SECRET };

  /** A worker that encodes or follows an upload has no need of requests: it is stopped only when it has nothing to do. */
  override async onActivityExpired(): Promise<void> {
    const response = await this.containerFetch("http://media/healthz");
    const { running } = await response.json<{ running: Record<string, number> }>();
    if (Object.values(running).some((count) => count > 0)) this.renewActivityTimeout();
    else await super.onActivityExpired();
  }
}

/** Sends a request to one of the containers. */
export async function fetchMediaContainer(
  namespace: DurableObjectNamespace<MediaContainer>,
  request: Request,
): Promise<Response> {
  const container = await getRandom(namespace, instances);
  return container.fetch(request);
}
