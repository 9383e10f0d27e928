import { describe, expect, it } from "vitest";
import { createHttpTransport } from "./http-transport.ts";

const url = "https://video.example/v1/beacons";

function setUp(answer: () => Promise<Response>, sendBeacon?: (url: string, body: BodyInit) => boolean) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    requests.push(new Request(input, init));
    return answer();
  };
  return { requests, transport: createHttpTransport({ url, fetch, sendBeacon }) };
}

const ok = async () => new Response(null, { status: 202 });

describe("the HTTP transport", () => {
  it("posts plain text, which needs no preflight, and lets it outlive the page", async () => {
    const { requests, transport } = setUp(ok);
    expect(await transport.send('{"sequence":1}')).toBe("delivered");
    const [request] = requests;
    expect(request).toMatchObject({ url, method: "POST", keepalive: true, credentials: "omit" });
    expect(request?.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
    expect(await request?.text()).toBe('{"sequence":1}');
  });

  it.each([
    [400, "refused"],
    [401, "refused"],
    [429, "failed"],
    [503, "failed"],
  ])("takes %i for %s", async (status, delivery) => {
    const { transport } = setUp(async () => new Response(null, { status }));
    expect(await transport.send("{}")).toBe(delivery);
  });

  it("does not throw where there is no network", async () => {
    const { transport } = setUp(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await transport.send("{}")).toBe("failed");
  });

  it("leaves by sendBeacon, and by fetch where that is full, missing or throws", async () => {
    const bodies: BodyInit[] = [];
    const taken = setUp(ok, (_url, body) => bodies.push(body) > 0);
    taken.transport.sendAtExit("{}");
    expect(taken.requests).toEqual([]);
    expect(bodies[0]).toMatchObject({ size: 2, type: "text/plain;charset=utf-8" });
    const blocked = () => {
      throw new Error("blocked");
    };
    for (const sendBeacon of [() => false, undefined, blocked]) {
      const { requests, transport } = setUp(ok, sendBeacon);
      transport.sendAtExit("{}");
      expect(requests).toHaveLength(1);
    }
  });
});
