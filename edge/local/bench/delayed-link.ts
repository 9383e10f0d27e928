import { connect, createServer, type Server, type Socket } from "node:net";

/** Bytes that one connection may have under way: what a usual TCP window allows. */
export const linkWindow = 256 * 1024;

/**
 * A link with a delay: everything takes `delayMs` each way, and each connection carries at most one window a round trip.
 *
 * @returns its port
 */
export async function startDelayedLink(
  target: number,
  delayMs: number,
): Promise<{ port: number; server: Server }> {
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    carry(near, far, delayMs);
    carry(far, near, delayMs);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, server };
}

function carry(from: Socket, to: Socket, delayMs: number): void {
  let underWay = 0;
  from.on("data", (bytes) => {
    underWay += bytes.byteLength;
    if (underWay >= linkWindow) from.pause();
    setTimeout(() => to.write(bytes), delayMs);
    // Room is made when the acknowledgement is back.
    setTimeout(() => {
      underWay -= bytes.byteLength;
      if (underWay < linkWindow) from.resume();
    }, 2 * delayMs);
  });
  from.on("end", () => setTimeout(() => to.end(), delayMs));
  for (const socket of [from, to]) socket.on("error", () => socket.destroy());
  from.on("close", () => setTimeout(() => to.destroy(), delayMs));
}
