import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { readBody, startHttpServer } from "./http-server.ts";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The status for a message. */
  answer: (message: Received) => number;
}

/** A webhook receiver of a customer. */
export async function startReceiver(answer: Receiver["answer"] = () => 204): Promise<Receiver> {
  const received: Received[] = [];
  const base = await startHttpServer(async (request, response) => {
    const message = { headers: request.headers, body: await readBody(request) };
    received.push(message);
    response.writeHead(receiver.answer(message)).end();
  });
  const receiver: Receiver = { url: `${base}/webhooks`, received, answer };
  return receiver;
}

/** Whether a message is signed with the secret, and recent: written down from the specification, not from our signer. */
export function isGenuine({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = Buffer.from(`v1,${createHmac("sha256", key).update(content).digest("base64")}`);
  const given = Buffer.from(String(headers["webhook-signature"]));
  const isRecent = Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"])) < 300;
  return isRecent && expected.length === given.length && timingSafeEqual(expected, given);
}
