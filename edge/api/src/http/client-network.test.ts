import { describe, expect, it } from "vitest";
import { clientNetwork } from "./client-network.ts";

describe("clientNetwork", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"],
    ["2001:0DB8:0000:0001::9", "2001:db8:0:1::/64"],
    ["2001:db8::5", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
  ])("%s is of %s", (address, network) => {
    const headers = { "cf-connecting-ip": address };
    expect(clientNetwork(new Request("https://video.test", { headers }))).toBe(network);
  });

  it("without an address is the same for everybody", () => {
    expect(clientNetwork(new Request("https://video.test"))).toBe("unknown");
  });
});
