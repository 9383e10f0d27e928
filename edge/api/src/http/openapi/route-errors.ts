import { type RequestErrorCode, requestErrors } from "@firstframe/contract/constants";
import { inputOf } from "../input-of.ts";
import { isKeyed } from "../is-keyed.ts";
import type { Route } from "../route.ts";

/** Which errors a route may answer with, by status: those that follow from what it is, and those that it names. */
export function routeErrors(route: Route): Map<number, RequestErrorCode[]> {
  const byStatus = new Map<number, RequestErrorCode[]>();
  for (const code of [...new Set(codesOf(route))].sort()) {
    const { status } = requestErrors[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

function codesOf(route: Route): RequestErrorCode[] {
  const { access, method, path, errors = [] } = route;
  const request = inputOf(route);
  const isForKeys = isKeyed(route);
  const isInternal = path.startsWith("/internal/");
  const codes: (RequestErrorCode | false)[] = [
    "invalid_request",
    "uri_too_long",
    "internal",
    "overloaded",
    access !== "open" && "unauthenticated",
    typeof access === "object" && "token_expired",
    isForKeys && "insufficient_scope",
    isForKeys && "unsupported_version",
    !isInternal && "rate_limited",
    request.params !== undefined && "not_found",
    method !== "GET" && "conflict",
    ...(request.body === undefined ? [] : (["payload_too_large", "unsupported_media_type"] as const)),
    ...(isForKeys && method === "POST"
      ? (["idempotency_in_progress", "idempotency_key_reused"] as const)
      : []),
    ...errors,
  ];
  return codes.filter((code) => code !== false);
}
