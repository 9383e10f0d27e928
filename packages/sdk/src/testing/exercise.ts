import { type Event, Firstframe, signPlaybackToken, webhooks } from "../index.ts";

/** Everything of the client that depends on where it runs: requests, waiting, signatures of all kinds. */
export async function exercise({ baseUrl, event, privateKey, secret, signed }: Surroundings) {
  const firstframe = new Firstframe({ apiKey: "ff_sandbox_secret", baseUrl });
  let position = 0;
  const handled: number[] = [];
  const consumer = firstframe.events.consume({
    store: {
      load: () => position,
      save: (sequence) => {
        position = sequence;
      },
    },
    handle: ({ sequence }) => void handled.push(sequence),
  });
  const message = await webhooks.sign(event, { secret });
  await consumer.receive(await webhooks.verify(message.body, new Headers(message.headers), secret));
  const bytes = new TextEncoder().encode(signed.body);
  const { id } = await webhooks.verify(bytes, signed.headers, signed.publicKey);
  const refusal = await webhooks
    .verify(`${message.body} `, message.headers, secret)
    .catch((error: { code: string }) => error.code);
  const asset = await firstframe.assets.retrieve(event.asset_id ?? "");
  const token = await signPlaybackToken({ privateKey, playbackId: asset.playback_id });
  return { handled, id, refusal, token, asset };
}

export interface Surroundings {
  readonly baseUrl: string;
  readonly event: Event;
  readonly privateKey: Parameters<typeof signPlaybackToken>[0]["privateKey"];
  readonly secret: string;
  /** A message signed by ed25519. */
  readonly signed: {
    readonly body: string;
    readonly headers: Record<string, string>;
    readonly publicKey: string;
  };
}
