import type { Change } from "../domain/change.ts";
import { namedLog } from "../domain/named-log.ts";
import type { ApiKeyRecord, ChangeLog, Services } from "../domain/ports.ts";
import { continueTrace } from "../domain/trace.ts";
import { withFirstCommit } from "../domain/with-first-commit.ts";

interface RequestName {
  readonly requestId: string;
  /** As the caller sent it. */
  readonly traceparent: string | undefined;
}

interface RequestFacts {
  readonly requestId: string;
  readonly correlationId: string | null;
  /** Whose changes are to be told of: null for those of pages and media workers. */
  readonly author: Author | null;
}

/** Who asks for changes. */
export interface Author {
  /** Null: the deployment's root secret. */
  readonly key: ApiKeyRecord | null;
  readonly environment: ApiKeyRecord["environment"];
  /** Method and path pattern of the route. */
  readonly action: string;
  /** What the path names; null where it names none. */
  readonly resourceId: string | null;
}

/** What any request works with: its log lines say which one it is, and whose trace it belongs to. */
export function namedServices(services: Services, name: RequestName): Services {
  const traceparent = continueTrace(name.traceparent, services.randomBytes);
  const named = { request_id: name.requestId, ...(traceparent === null ? {} : { traceparent }) };
  return { ...services, traceparent, log: namedLog(services.log, named) };
}

/** What a request to a route works with, once it is read: its log lines say what it belongs to, its changes who made them. */
export function requestServices(services: Services, facts: RequestFacts): Services {
  const { correlationId, author } = facts;
  return {
    ...services,
    correlationId,
    log: correlationId === null ? services.log : namedLog(services.log, { correlation_id: correlationId }),
    changes: author === null ? services.changes : audited(services, author, facts),
  };
}

/** Changes whose first transaction has an entry in the audit log. */
function audited(
  { changes, makeId }: Services,
  author: Author,
  { requestId, correlationId }: RequestFacts,
): ChangeLog {
  return withFirstCommit(changes, (first) => ({
    kind: "audit",
    entry: {
      id: makeId("audit_entry"),
      environment: author.environment,
      actor: author.key === null ? "root" : "key",
      key_id: author.key?.id ?? null,
      key_name: author.key?.name ?? null,
      action: author.action,
      resource_id: author.resourceId ?? createdBy(first),
      request_id: requestId,
      correlation_id: correlationId,
    },
  }));
}

/** The id of what comes of the changes. */
function createdBy(changes: readonly Change[]): string | null {
  for (const change of changes) {
    if (change.kind === "create_upload") return change.upload.id;
    if (change.kind === "create_track") return change.track.id;
    if (change.kind === "create_job") return change.job.id;
    if (change.kind === "create_api_key") return change.key.id;
    if (change.kind === "create_signing_key") return change.key.kid;
    if (change.kind === "create_webhook_endpoint") return change.endpoint.id;
  }
  return null;
}
