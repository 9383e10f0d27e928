import { type ApiVersion, apiVersionHeader, apiVersionLives } from "@firstframe/contract/constants";

/**
 * What an answer says of the version that it is in: which, and of one that is deprecated since when (RFC 9745), until when it is
 * served for certain (RFC 8594), and where to read on.
 */
export function versionHeaders(version: ApiVersion, publicUrl: string): [name: string, value: string][] {
  const { deprecated_at, sunset_at } = apiVersionLives[version];
  const changelog = `<${publicUrl}/docs/versions#${version}>`;
  return [
    [apiVersionHeader, version],
    ...(deprecated_at === null
      ? []
      : ([
          // A Date of structured fields (RFC 9651, section 3.3.7): seconds.
          ["deprecation", `@${Date.parse(deprecated_at) / 1000}`],
          ["link", `${changelog}; rel="deprecation"; type="text/html"`],
        ] as [string, string][])),
    ...(sunset_at === null
      ? []
      : ([
          ["sunset", new Date(sunset_at).toUTCString()],
          ["link", `${changelog}; rel="sunset"; type="text/html"`],
        ] as [string, string][])),
  ];
}
