import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { Firstframe, type FirstframeOptions } from "../index.ts";

interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request; the last of a list answers all further ones too. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

export const apiKey = "ff_sandbox_secret";

/** A real server on a free port, for one test: gives the answers in turn and keeps what it received. */
export async function startApiServer(...answers: [Answer, ...Answer[]]) {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { method = "", url = "", headers } = request;
    const received = { method, url, headers, body };
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? answers[0];
    requests.push(received);
    answer(response, received);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** A client of this server that does not wait in earnest; what it would have waited is in `delays`. */
  const delays: number[] = [];
  const client = (options: Partial<FirstframeOptions> = {}) =>
    new Firstframe({
      apiKey,
      baseUrl,
      runtime: { random: () => 0.5, sleep: async (ms) => void delays.push(ms), ...options.runtime },
      ...options,
    });
  return { baseUrl, requests, delays, client };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

export function problem(
  status: number,
  code: string,
  retryable: boolean,
  headers: Record<string, string> = {},
): Answer {
  const type = `/docs/errors#${code}`;
  const body = { type, title: code, status, code, detail: `about ${code}`, request_id: "req_1", retryable };
  return json(body, status, { "content-type": "application/problem+json", ...headers });
}

/** Cuts the connection without an answer. */
export const hangUp: Answer = (response) => void response.destroy();

/** Never answers. */
export const silence: Answer = () => undefined;
