/** What one budget of an answer's `RateLimit` and `RateLimit-Policy` fields says. */
export interface Budget {
  readonly name: string;
  /** Requests that are left. */
  readonly remaining: number;
  /** Requests a window, and its length in seconds; null where the policy does not say. */
  readonly quota: number | null;
  readonly windowS: number | null;
}

/** Reads draft-ietf-httpapi-ratelimit-headers-11: `RateLimit: "read";r=99;t=1` and `RateLimit-Policy: "read";q=100;w=60`. */
export function readRateLimit(headers: Headers): Budget[] {
  const policies = new Map(items(headers.get("ratelimit-policy")));
  return items(headers.get("ratelimit")).flatMap(([name, parameters]) => {
    const remaining = parameters.get("r");
    if (remaining === undefined) return [];
    const policy = policies.get(name);
    return {
      name,
      remaining,
      quota: policy?.get("q") ?? null,
      windowS: policy?.get("w") ?? null,
    };
  });
}

/** Items of a structured field's list (RFC 9651) with their numeric parameters; the names hold no comma. */
function items(field: string | null): [name: string, parameters: Map<string, number>][] {
  return (field ?? "")
    .split(",")
    .map((item) => item.split(";").map((part) => part.trim()))
    .filter(([name]) => name !== undefined && name !== "")
    .map(([name = "", ...parameters]) => [
      name.replace(/^"|"$/g, ""),
      new Map(
        parameters
          .map((parameter) => parameter.split("="))
          .filter(([, value]) => value !== undefined && /^-?\d+(\.\d+)?$/.test(value))
          .map(([key = "", value]) => [key, Number(value)]),
      ),
    ]);
}
