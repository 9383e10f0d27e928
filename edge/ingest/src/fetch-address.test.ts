import { describe, expect, it } from "vitest";
import { fetchUrlFault, isPublicAddress } from "./fetch-address.ts";

describe("isPublicAddress", () => {
  it.each([
    ...[
      "1.1.1.1",
      "8.8.8.8",
      "93.184.216.34",
      "172.15.255.255",
      "172.32.0.0",
      "100.63.255.255",
      "100.128.0.0",
    ],
    ...[
      "169.253.255.255",
      "192.0.1.0",
      "223.255.255.255",
      "2001:200::1",
      "2606:4700::1111",
      "2a00:1450::200e",
    ],
    "::ffff:8.8.8.8",
  ])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  // Every block of https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast.
  it.each([
    ["this network", "0.0.0.0", "0.255.255.255"],
    ["private use", "10.0.0.0", "10.255.255.255"],
    ["shared address space", "100.64.0.0", "100.127.255.255"],
    ["loopback", "127.0.0.1", "127.255.255.255"],
    ["link local", "169.254.0.0", "169.254.169.254"],
    ["private use", "172.16.0.0", "172.31.255.255"],
    ["protocol assignments", "192.0.0.0", "192.0.0.255"],
    ["documentation", "192.0.2.0", "192.0.2.255"],
    ["AS112", "192.31.196.0", "192.31.196.255"],
    ["automatic multicast tunneling", "192.52.193.0", "192.52.193.255"],
    ["6to4 relays", "192.88.99.0", "192.88.99.255"],
    ["private use", "192.168.0.0", "192.168.255.255"],
    ["direct delegation AS112", "192.175.48.0", "192.175.48.255"],
    ["benchmarking", "198.18.0.0", "198.19.255.255"],
    ["documentation", "198.51.100.0", "198.51.100.255"],
    ["documentation", "203.0.113.0", "203.0.113.255"],
    ["multicast", "224.0.0.0", "239.255.255.255"],
    ["reserved", "240.0.0.0", "255.255.255.254"],
    ["broadcast", "255.255.255.255", "255.255.255.255"],
  ])("nothing of %s is: %s to %s", (_name, first, last) => {
    for (const address of [first, last, `::ffff:${first}`, `::ffff:${last}`]) {
      expect(isPublicAddress(address), address).toBe(false);
    }
  });

  // Every block of https://www.iana.org/assignments/iana-ipv6-special-registry, and what is no global unicast at all.
  it.each([
    ["unspecified", "::"],
    ["loopback", "::1"],
    ["IPv4-compatible, as written", "::127.0.0.1"],
    ["IPv4-compatible, as URLs have it", "::7f00:1"],
    ["IPv4-translated", "::ffff:0:127.0.0.1"],
    ["translation of IPv4 (NAT64)", "64:ff9b::7f00:1"],
    ["translation of public IPv4 (NAT64)", "64:ff9b::808:808"],
    ["local translation of IPv4", "64:ff9b:1::a00:1"],
    ["discard only", "100::1"],
    ["dummy", "100:0:0:1::1"],
    ["Teredo", "2001::1"],
    ["port control", "2001:1::1"],
    ["benchmarking", "2001:2::1"],
    ["automatic multicast tunneling", "2001:3::1"],
    ["AS112", "2001:4:112::1"],
    ["ORCHID", "2001:10::1"],
    ["ORCHIDv2", "2001:20::1"],
    ["drone identification", "2001:30::1"],
    ["protocol assignments", "2001:1ff::1"],
    ["documentation", "2001:db8::1"],
    ["6to4 of a loopback address", "2002:7f00:1::1"],
    ["6to4 of a public address", "2002:808:808::1"],
    ["direct delegation AS112", "2620:4f:8000::1"],
    ["documentation", "3fff::1"],
    ["not assigned", "4000::1"],
    ["segment routing", "5f00::1"],
    ["unique local", "fc00::1"],
    ["unique local", "fd12:3456::1"],
    ["link local", "fe80::1"],
    ["link local, with its interface", "fe80::1%eth0"],
    ["site local", "fec0::1"],
    ["multicast", "ff02::1"],
  ])("%s is not: %s", (_name, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["", "not an address", "example.com", "1.1.1.1.", "300.1.1.1"])("«%s» is no address", (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe("fetchUrlFault", () => {
  it.each([
    ["https://cdn.example.com/a.mp4?signature=x", null],
    ["https://93.184.216.34/a.mp4", null],
    ["http://example.com/a.mp4", "https"],
    ["ftp://example.com/a.mp4", "https"],
    ["file:///etc/passwd", "https"],
    ["https://user:secret@example.com/a.mp4", "password"],
    ["https://example.com:22/a.mp4", "port 22"],
    ["https://127.0.0.1/a.mp4", "not public"],
    ["https://[::1]/a.mp4", "not public"],
    ["https://[::ffff:10.0.0.1]/a.mp4", "not public"],
    ["https://[::127.0.0.1]/a.mp4", "not public"],
    ["https://127.1/a.mp4", "not public"],
    ["https://0177.0.0.1/a.mp4", "not public"],
    ["https://１２７.0.0.1/a.mp4", "not public"],
    ["https://metadata.google.internal/computeMetadata/v1/", "local host"],
    ["https://localhost./a.mp4", "local host"],
    ["https://LOCALHOST/a.mp4", "local host"],
    ["https://2130706433/a.mp4", "not public"],
    ["https://0x7f.1/a.mp4", "not public"],
    ["https://localhost/a.mp4", "local host"],
    ["https://printer.local/a.mp4", "local host"],
    [`https://example.com/${"a".repeat(2048)}`, "characters"],
    ["no url", "not a URL"],
  ])("%s", (url, fault) => {
    if (fault === null) expect(fetchUrlFault(url, [])).toBeNull();
    else expect(fetchUrlFault(url, [])).toContain(fault);
  });

  it("lets listed hosts be what they are, by name or with their port", () => {
    expect(fetchUrlFault("http://127.0.0.1:9000/a.mp4", ["127.0.0.1:9000"])).toBeNull();
    expect(fetchUrlFault("http://media.local/a.mp4", ["media.local"])).toBeNull();
    expect(fetchUrlFault("http://127.0.0.1:9001/a.mp4", ["127.0.0.1:9000"])).not.toBeNull();
  });
});
