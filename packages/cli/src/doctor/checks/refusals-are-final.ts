import { type Check, fail, pass } from "../check.ts";

export const refusalsAreFinal: Check = {
  id: "refusals_are_final",
  group: "Requests",
  title: "A request that is not valid is refused for good, and says why",
  why: "A client that repeats what can never succeed loads the service and hides the mistake.",
  async run({ probe }) {
    const { status, body, headers } = await probe({ method: "GET", path: "/v1/assets", query: { limit: 0 } });
    const problem: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
    const faults = [
      ...(status === 400 ? [] : [`the status is ${status} instead of 400`]),
      ...(problem.code === "invalid_request" ? [] : [`the code is ${JSON.stringify(problem.code)}`]),
      ...(problem.retryable === false ? [] : ["it does not say «retryable»: false"]),
      ...(headers.has("retry-after") ? ["it has a Retry-After"] : []),
      ...(headers.get("content-type")?.startsWith("application/problem+json")
        ? []
        : ["it is no problem+json"]),
      ...(Array.isArray(problem.errors) && problem.errors.length > 0 ? [] : ["it names no field"]),
    ];
    if (faults.length > 0) {
      return fail(
        `GET /v1/assets?limit=0: ${faults.join("; ")}`,
        "See that nothing in front of the API replaces its answers, and that it is a current version.",
      );
    }
    return pass("GET /v1/assets?limit=0 is answered 400 invalid_request, not to be repeated, with the field");
  },
};
