/** Header in which Cloudflare tells the caller's address; what a caller sends under this name never gets here there. */
const addressHeader = "cf-connecting-ip";

/**
 * What callers without a key are told apart by: the IPv4 address, or the /64 of an IPv6 address, which is what one subscriber
 * has. Without Cloudflare in front everybody is one caller.
 */
export function clientNetwork(request: Request): string {
  const address = request.headers.get(addressHeader)?.toLowerCase() ?? "";
  // Also where it is written as an IPv6 address.
  const ipv4 = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  return ipv4 ?? (address.includes(":") ? `${firstGroups(address).join(":")}::/64` : "unknown");
}

/** The first four groups, written without leading zeros. */
function firstGroups(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
}
