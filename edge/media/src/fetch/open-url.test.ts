import { describe, expect, it } from "vitest";
import { openUrl } from "./open-url.ts";
import { publicLookup, type ResolveAll } from "./public-lookup.ts";
import { sendFile, serveWeb, type WebServer } from "./testing/web-server.ts";

/** What opening a URL comes to: the status of the answer, or the code of the refusal. */
async function open(
  url: string,
  allowedHosts: string[],
  resolve: ResolveAll = async () => [{ address: "127.0.0.1", family: 4 }],
): Promise<number | string | undefined> {
  const timeouts = { answerMs: 500, idleMs: 500 };
  const { signal } = new AbortController();
  try {
    const response = await openUrl({ ...{ url, allowedHosts, resolve, timeouts, signal }, headers: {} });
    response.destroy();
    return response.statusCode;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

const redirectTo = (location: string): Promise<WebServer> =>
  serveWeb((_request, response) => void response.writeHead(302, { location }).end("elsewhere"));

describe("openUrl", () => {
  it("follows redirects between hosts that are allowed", async () => {
    const target = await serveWeb(sendFile);
    const { url, host } = await redirectTo(target.url);
    expect(await open(url, [host, target.host])).toBe(200);
  });

  it("follows five redirects and no more", async () => {
    const { url, host, seen } = await redirectTo("/again");
    expect(await open(url, [host])).toBe("source_fetch_refused");
    expect(seen).toHaveLength(6);
  });

  it.each([
    ["a private address", "https://10.0.0.1/"],
    ["this machine", "https://127.0.0.1/"],
    ["the metadata of a cloud", "http://169.254.169.254/latest/meta-data"],
    ["a private address inside of IPv6", "https://[::ffff:10.0.0.1]/"],
    ["this machine by an old form of IPv6", "https://[::127.0.0.1]/"],
    ["a file", "file:///etc/passwd"],
    ["a name of this machine", "https://localhost/"],
    ["a port of other services", "https://example.com:6379/"],
    ["plain http", "http://example.com/"],
    ["nowhere", "http://[/"],
  ])("follows no redirect to %s", async (_where, location) => {
    const { url, host } = await redirectTo(location);
    expect(await open(url, [host])).toBe("source_fetch_refused");
  });

  it("follows no redirect to a host that is not listed, though it is the same address", async () => {
    const target = await serveWeb(sendFile);
    const { url, host } = await redirectTo(target.url);
    expect(await open(url, [host])).toBe("source_fetch_refused");
    expect(target.seen).toHaveLength(0);
  });

  it.each([
    [["127.0.0.1"]],
    [["::1"]],
    [["::ffff:127.0.0.1"]],
    [["64:ff9b::7f00:1"]],
    [["93.184.216.34", "10.0.0.1"]],
    [["2606:4700::1111", "fd00::1"]],
    [[]],
  ])("refuses a name that leads to %j", async (addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    expect(await open("https://innocent.example/a.mp4", [], resolve)).toBe("source_fetch_refused");
  });
});

describe("publicLookup", () => {
  const connectTo = (lookup: ReturnType<typeof publicLookup>, all: boolean) =>
    new Promise((done) =>
      lookup("rebinding.example", { all }, (error, ...addresses) => done(error ?? addresses)),
    );

  it("asks once, and gives the socket the very addresses that were checked", async () => {
    const answers = ["93.184.216.34", "127.0.0.1"];
    let asked = 0;
    const lookup = publicLookup(async () => [{ address: answers[asked++] ?? "", family: 4 }]);
    expect(await connectTo(lookup, true)).toEqual([[{ address: "93.184.216.34", family: 4 }]]);
    expect(asked).toBe(1);
    expect(await connectTo(lookup, true)).toMatchObject({ name: "RefusedAddressError" });
  });

  it("answers in either of the forms that sockets ask for", async () => {
    const lookup = publicLookup(async () => [{ address: "93.184.216.34", family: 4 }]);
    expect(await connectTo(lookup, false)).toEqual(["93.184.216.34", 4]);
  });

  it("does not tell outside to which address a name leads", async () => {
    const lookup = publicLookup(async () => [{ address: "10.1.2.3", family: 4 }]);
    expect(await connectTo(lookup, true)).toMatchObject({
      message: "rebinding.example leads to no public address",
    });
  });
});
