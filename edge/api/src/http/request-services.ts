import type { Change } from "../domain/change.ts";
import type { ApiKeyRecord, ChangeLog, Services } from "../domain/ports.ts";
import { continueTrace } from "../domain/trace.ts";
import { withFirstCommit } from "../domain/with-first-commit.ts";

interface RequestFacts {
  readonly requestId: string;
  /** As the caller sent it. */
  readonly traceparent: string | undefined;
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

/** What a request works with: its log lines say whose they are, its changes who made them. */
export function requestServices(services: Services, facts: RequestFacts): Services {
  const { requestId, correlationId, author } = facts;
  const traceparent = continueTrace(facts.traceparent, services.randomBytes);
  const named = {
    request_id: requestId,
    ...(correlationId === null ? {} : { correlation_id: correlationId }),
    ...(traceparent === null ? {} : { traceparent }),
  };
  return {
    ...services,
    traceparent,
    log: (level, message, fields) => services.log(level, message, { ...named, ...fields }),
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
