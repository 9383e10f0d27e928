import type { ApiVersion, Event } from "@firstframe/contract";
import type { JsonSchema } from "../http/schema-of.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** How one kind of object differs between a version and the one before. */
export interface Shift {
  /**
   * Where such objects are, by route (`GET /v1/jobs`): paths from the body's root. `""` is the body itself, `tasks.*` each item of
   * its list `tasks`.
   */
  readonly places: Readonly<Record<string, readonly string[]>>;
  /** Of answers: the newer object to the older. Of requests: the older to the newer. */
  readonly convert: (object: JsonObject) => JsonObject;
  /** The newer JSON Schema of the object to the older: what the OpenAPI document tells old clients. */
  readonly olderSchema: (schema: JsonSchema) => JsonSchema;
}

/** A breaking change, as data: what it takes to keep clients of older versions. */
export interface VersionChange {
  /** The version that it came with; clients of older ones do not see it. */
  readonly version: ApiVersion;
  /** What is different, in a sentence, for the changelog; code between backticks. */
  readonly summary: string;
  readonly response?: Shift;
  readonly request?: Shift;
  /** Of events, in `GET /v1/events` and as webhooks send them. */
  readonly event?: {
    readonly convert: (event: Event) => JsonObject;
    readonly olderSchema: Shift["olderSchema"];
  };
}
