import type { IncomingHttpHeaders } from "node:http";
import { FirstframeWebhookError, webhooks } from "@firstframe/sdk";
import { readBody, startHttpServer } from "./http-server.ts";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The status for a message. */
  answer: (message: Received) => number | Promise<number>;
}

/** A webhook receiver of a customer. */
export async function startReceiver(answer: Receiver["answer"] = () => 204): Promise<Receiver> {
  const received: Received[] = [];
  const base = await startHttpServer(async (request, response) => {
    const message = { headers: request.headers, body: await readBody(request) };
    received.push(message);
    response.writeHead(await receiver.answer(message)).end();
  });
  const receiver: Receiver = { url: `${base}/webhooks`, received, answer };
  return receiver;
}

/** Whether the SDK takes a message for one that was signed with the secret just now. */
export async function isGenuine({ headers, body }: Received, secret: string): Promise<boolean> {
  try {
    await webhooks.verify(body, headers, secret);
    return true;
  } catch (error) {
    if (error instanceof FirstframeWebhookError) return false;
    throw error;
  }
}
