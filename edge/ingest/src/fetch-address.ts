import ipaddr from "ipaddr.js";

const longestUrl = 2048;
const ports = ["", "443", "8443"];

/** What IPv6 there is to be reached from anywhere (RFC 4291, section 2.4); some of the rest leads to IPv4. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether anyone on the internet may reach the address: no private, loopback, link-local or otherwise special one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // IPv4 that is mapped into IPv6 is judged as what it is.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}

/**
 * Whether a file may be fetched from a URL, as far as the URL itself tells.
 *
 * @param allowedHosts `host` or `host:port` that may be fetched from whatever their address, also without TLS
 * @returns what is wrong with it, for the person who gave it; null where nothing is
 */
export function fetchUrlFault(url: string, allowedHosts: readonly string[]): string | null {
  if (url.length > longestUrl) return `has more than ${longestUrl} characters`;
  if (!URL.canParse(url)) return "is not a URL";
  const { protocol, username, password, port, hostname, host } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return "is not an https address";
  if (username !== "" || password !== "")
    return "holds a user name or password; use a signed address instead";
  if (allowedHosts.includes(host) || allowedHosts.includes(hostname)) return null;
  if (protocol !== "https:") return "is not an https address";
  if (!ports.includes(port)) return `names the port ${port}; only 443 and 8443 are fetched from`;
  const address = hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(address) && !isPublicAddress(address)) return "leads to an address that is not public";
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/.test(hostname) ? "leads to a local host" : null;
}
