/** What a receiver answers. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly delay_ms?: number;
  /** Comes once the test lets it go, not before. */
  readonly is_held?: boolean;
}

/** A message as a receiver got it. */
export interface ReceivedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ms since the epoch. */
  readonly received_at: number;
}

interface Receiver {
  answers: ScriptedAnswer[];
  messages: ReceivedMessage[];
  /** Let go the answers that are held. */
  readonly held: (() => void)[];
}

/** Says what a test wants of a receiver, where others send it messages. */
export const controlHeader = "x-receiver";

const receivers = new Map<string, Receiver>();

/**
 * Plays every host `*.receiver.test`, in the process of the test runner: each answers as it was told to, one answer after the other
 * and the last one for ever, and keeps what it got.
 *
 * @returns null for the request of another host
 */
export async function answerReceiver(request: Request): Promise<Response | null> {
  const { hostname } = new URL(request.url);
  if (!hostname.endsWith(".receiver.test")) return null;
  const receiver = receivers.get(hostname) ?? { answers: [{ status: 200 }], messages: [], held: [] };
  receivers.set(hostname, receiver);
  const control = request.headers.get(controlHeader);
  if (control === "messages") return Response.json(receiver.messages);
  if (control === "release") {
    for (const letGo of receiver.held.splice(0)) letGo();
    return new Response(null, { status: 204 });
  }
  const body = await request.text();
  if (control === "answers") {
    receiver.answers = JSON.parse(body);
    return new Response(null, { status: 204 });
  }
  const message = { headers: Object.fromEntries(request.headers), body, received_at: Date.now() };
  receiver.messages.push(message);
  const [answer = { status: 500 }] =
    receiver.answers.length > 1 ? receiver.answers.splice(0, 1) : receiver.answers;
  const { status, headers = {}, delay_ms = 0, is_held = false } = answer;
  if (delay_ms > 0) await new Promise((resolve) => setTimeout(resolve, delay_ms));
  if (is_held) await new Promise<void>((letGo) => receiver.held.push(letGo));
  return new Response(answer.body ?? null, { status, headers });
}
