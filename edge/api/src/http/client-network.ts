/** Header in which Cloudflare tells the caller's address; what a caller sends under this name never gets here there. */
const addressHeader = "cf-connecting-ip";

/**
 * What callers without a key are told apart by: the IPv4 address, or the /64 of an IPv6 address, which is what one subscriber
 * has. Without Cloudflare in front everybody is one caller.
 */
export function clientNetwork(request: Request): string {
  const address = request.headers.get(addressHeader) ?? "";
  return address.includes(":") ? `${firstGroups(address).join(":")}::/64` : address || "unknown";
}

/** The first four groups, written without leading zeros (RFC 5952). */
function firstGroups(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  // What stands for an IPv4 address takes the room of two groups.
  const length = before.length + after.length + (address.includes(".") ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - length) }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
}
