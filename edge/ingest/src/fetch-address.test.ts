import { describe, expect, it } from "vitest";
import { fetchUrlFault, isPublicAddress } from "./fetch-address.ts";

describe("isPublicAddress", () => {
  it.each(["93.184.216.34", "8.8.8.8", "2606:4700::1111"])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  // https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry
  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1"],
    ...[
      "172.31.255.255",
      "192.0.0.8",
      "192.0.2.1",
      "192.168.1.1",
      "198.18.0.1",
      "198.51.100.1",
      "203.0.113.9",
    ],
    ...[
      "224.0.0.1",
      "240.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "fe80::1",
      "fc00::1",
      "fd12:3456::1",
      "ff02::1",
    ],
    ...["2001:db8::1", "2001::1", "2002:7f00:1::1", "64:ff9b::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"],
    ...["not an address", ""],
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
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
