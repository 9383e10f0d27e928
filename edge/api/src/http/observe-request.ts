import Bowser from "bowser";

/** Cohort dimensions that a request shows by itself: browser, system, device, place and network. */
export function observeRequest(request: Request): Record<string, string> {
  const agent = request.headers.get("user-agent");
  const { browser, os, platform } = agent ? Bowser.parse(agent) : { browser: {}, os: {}, platform: {} };
  const cf = request.cf as Partial<IncomingRequestCfProperties> | undefined;
  const dimensions = {
    browser: browser.name,
    browser_version: browser.version?.split(".")[0],
    operating_system: os.name,
    device_type: platform.type,
    country: cf?.country,
    region: cf?.region,
    edge_location: cf?.colo,
    asn: cf?.asn === undefined ? undefined : String(cf.asn),
  };
  return Object.fromEntries(
    Object.entries(dimensions).filter((entry): entry is [string, string] => !!entry[1]),
  );
}
