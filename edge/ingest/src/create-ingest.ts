import { signatureBytes } from "@firstframe/contract/constants";
import { type CancellationContext, Metadata, Server, type Upload } from "@tus/server";
import { type AdmittedUpload, checkAdmission } from "./admitted-upload.ts";
import type { IngestStore, UploadFacts } from "./ingest-store.ts";
import { errorOfAnswer, problemOf } from "./problem.ts";
import { takeoverLocker } from "./takeover-locker.ts";
import { TusError } from "./tus-error.ts";
import { admitRequest, tusHeaders } from "./tus-headers.ts";
import { readChecksum, type UploadChecksum } from "./upload-checksum.ts";
import { formatConcat, readConcat } from "./upload-concat.ts";
import type { DeclaredFile, UploadEvents } from "./upload-events.ts";
import { checkContent, checkDeclaredType, checkPartials, tooLarge } from "./upload-limits.ts";
import { idOfPath, isPartialId, partialId, pathOfId, tusPath } from "./upload-path.ts";

interface IngestOptions {
  readonly store: IngestStore;
  readonly events: UploadEvents;
  /** Makes what tells partial uploads of one upload apart: a few random letters or digits. */
  readonly makeSuffix: () => string;
  /** Told of every failure that is not the client's. */
  readonly report: (error: unknown) => void;
}

export interface Ingest {
  /**
   * Answers a request of the tus protocol, version 1.0.0, about an upload that the request's token opens.
   * Never rejects: what goes wrong is in the answer.
   */
  handle(request: Request, upload: AdmittedUpload, requestId: string): Promise<Response>;
}

/** One request on its way through the protocol library. */
interface Call {
  readonly upload: AdmittedUpload;
  readonly id: string;
  readonly checksum: UploadChecksum | null;
  error?: unknown;
}

/**
 * The tus protocol over a store. @tus/server does what it can; around it this adds what it lacks (checksum,
 * concatenation, expiration by upload, exact statuses, problem details) and the limits of the upload's token.
 */
export function createIngest({ store, events, makeSuffix, report }: IngestOptions): Ingest {
  /** By the request, and by its body for the store, which the library gives nothing else of the request. */
  const calls = new WeakMap<object, Call>();
  const locker = takeoverLocker();
  const callOf = (key: object): Call => {
    const call = calls.get(key);
    if (call === undefined) throw new Error("the request is not under way");
    return call;
  };

  const tus = new Server({
    path: tusPath,
    datastore: store,
    locker,
    // Whoever comes anew takes over from a connection that is dead: what that one delivered is kept at once.
    lockDrainTimeout: 1,
    disableTerminationForFinishedUploads: true,
    relativeLocation: true,
    namingFunction: (request) => callOf(request).id,
    maxSize: (request) => callOf(request).upload.max_size_bytes,
    async onUploadCreate(request, created) {
      const { upload, id } = callOf(request);
      const file = declaredFile(created);
      await events.started(upload, isPartialId(id) ? { ...file, sizeBytes: null } : file);
      return {};
    },
    async onUploadFinish(request, { id, offset, metadata }) {
      const { upload } = callOf(request);
      if (!isPartialId(id)) await finish(upload, { ...declaredFile({ metadata }), sizeBytes: offset });
      return {};
    },
    onResponseError(request, error) {
      callOf(request).error = error;
      return undefined;
    },
  });
  // The library leads bodies through Node streams, which costs half of the speed; the store takes them as they come.
  for (const handler of [tus.handlers.POST, tus.handlers.PATCH]) {
    Object.assign(handler, { writeToStore });
  }

  async function writeToStore(
    body: ReadableStream<Uint8Array> | null,
    { id, offset }: Upload,
    limit: number,
    { signal }: CancellationContext,
  ): Promise<number> {
    if (body === null) return offset;
    const { upload, checksum } = callOf(body);
    const onHead = (head: Uint8Array) => checkContent(head, upload);
    return store.receive(body, { id, offset, limit, checksum, signal, onHead });
  }

  async function finish(upload: AdmittedUpload, file: DeclaredFile & { sizeBytes: number }): Promise<void> {
    // Single bytes that came one by one showed nothing; together they may.
    if (upload.allowed_types !== null) checkContent(await store.head(upload.id, signatureBytes), upload);
    await events.received(upload, file);
  }

  async function answer(request: Request, upload: AdmittedUpload): Promise<Response> {
    const method = admitRequest(request);
    checkAdmission(request, upload);
    const checksum = readChecksum(request.headers.get("upload-checksum"));
    const named = idOfPath(new URL(request.url).pathname);
    if (named === null) return create(request, upload, checksum);
    const facts = await store.facts(named);
    const meant =
      method === request.method ? request : new Request(request, { method, duplex: "half" } as RequestInit);
    switch (method) {
      case "PATCH":
        await admitBytes(named, facts, upload);
        return pass(meant, { upload, id: named, checksum });
      case "DELETE":
        return terminate(meant, named, facts, upload);
      default:
        return withConcat(await pass(meant, { upload, id: named, checksum }), facts);
    }
  }

  async function create(request: Request, upload: AdmittedUpload, checksum: UploadChecksum | null) {
    const concat = readConcat(request.headers.get("upload-concat"));
    const metadata = readMetadata(request);
    checkDeclaredType(metadata?.filetype ?? null, upload);
    const existing = await store.facts(upload.id);
    if (concat !== null && concat !== "partial") return concatenate(request, upload, concat, metadata);
    if (concat === "partial") {
      if (existing !== null) throw begunOtherwise();
      checkPartials(await store.partials(upload.id), declaredLength(request), upload);
      return pass(request, { upload, id: partialId(upload.id, makeSuffix()), checksum });
    }
    if (existing !== null) return repeatedCreation(request, existing);
    const response = await pass(request, { upload, id: upload.id, checksum });
    // Another creation with the same token was first: its upload is the answer to both.
    if (response.status === alreadyCreated.status_code) {
      const facts = await store.facts(upload.id);
      if (facts !== null) return repeatedCreation(request, facts);
    }
    return response;
  }

  async function concatenate(
    request: Request,
    upload: AdmittedUpload,
    ids: readonly string[],
    metadata: Record<string, string | null> | undefined,
  ): Promise<Response> {
    if (request.headers.get("upload-length") !== null) {
      throw new TusError(
        "invalid_request",
        "A final upload has the length of its parts: send no Upload-Length.",
      );
    }
    const lock = locker.newLock(upload.id);
    await lock.lock(request.signal, () => undefined);
    try {
      const existing = await store.facts(upload.id);
      if (existing !== null) {
        const same = existing.concat !== null && formatConcat(existing.concat) === formatConcat(ids);
        if (!same) throw begunOtherwise();
      } else {
        const sizeBytes = await sizeOfParts(upload, ids);
        if (sizeBytes > upload.max_size_bytes) throw tooLarge(upload.max_size_bytes);
        await store.concatenate(upload.id, ids, metadata);
      }
      const { offset = 0 } = (await store.facts(upload.id)) ?? {};
      await finish(upload, { ...declaredFile({ metadata }), sizeBytes: offset });
    } finally {
      await lock.unlock();
    }
    return created(upload.id);
  }

  async function sizeOfParts(upload: AdmittedUpload, ids: readonly string[]): Promise<number> {
    let total = 0;
    for (const id of ids) {
      const part = id.startsWith(partialId(upload.id, "")) ? await store.facts(id) : null;
      if (part === null) throw new TusError("not_found", `There is no partial upload ${pathOfId(id)}.`);
      if (part.offset !== part.size) {
        throw new TusError(
          "conflict",
          `The partial upload ${pathOfId(id)} has ${part.offset} of ${part.size ?? "an unknown number of"} bytes. Send the rest first.`,
        );
      }
      total += part.offset;
    }
    return total;
  }

  async function admitBytes(id: string, facts: UploadFacts | null, upload: AdmittedUpload): Promise<void> {
    if (facts?.concat && facts.concat !== "partial") {
      throw new TusError("not_entitled", "A final upload takes no bytes: it is made of its partial uploads.");
    }
    if (facts !== null && isPartialId(id)) {
      const others = (await store.partials(upload.id)).filter((partial) => partial.id !== id);
      checkPartials(others, facts.size, upload);
    }
  }

  async function terminate(
    request: Request,
    id: string,
    facts: UploadFacts | null,
    upload: AdmittedUpload,
  ): Promise<Response> {
    const hasParts = !isPartialId(id) && (await store.partials(id)).length > 0;
    // What is being sent in parallel has no upload of its own yet, and is given up by its name all the same.
    const response =
      facts === null && hasParts
        ? new Response(null, { status: 204 })
        : await pass(request, { upload, id, checksum: null });
    if (response.ok && !isPartialId(id)) await events.terminated(upload);
    return response;
  }

  async function pass(request: Request, call: Call): Promise<Response> {
    calls.set(request, call);
    if (request.body !== null) calls.set(request.body, call);
    const response = await tus.handleWeb(request);
    if (call.error instanceof TusError && call.error !== alreadyCreated) throw call.error;
    if (response.status < 400 || call.error === alreadyCreated) return response;
    if (response.status >= 500) report(call.error);
    throw await errorOfAnswer(response);
  }

  /** tus 1.0, Expiration: while an upload is unfinished, every answer about it says when it will be given up. */
  async function withExpiry(response: Response, request: Request, upload: AdmittedUpload): Promise<void> {
    const path = response.headers.get("location") ?? new URL(request.url).pathname;
    const facts = await store.facts(idOfPath(path) ?? "");
    const expiresAt = await store.expiresAt(upload.id);
    if (facts === null || expiresAt === null || facts.offset === facts.size) return;
    response.headers.set("Upload-Expires", new Date(expiresAt).toUTCString());
  }

  return {
    async handle(request, upload, requestId) {
      let response: Response;
      try {
        response = await answer(request, upload);
        await withExpiry(response, request, upload);
      } catch (error) {
        if (!(error instanceof TusError)) report(error);
        const refusal =
          error instanceof TusError ? error : await errorOfAnswer(new Response("", { status: 500 }));
        if (refusal.code === "type_not_allowed" && (await store.facts(upload.id)) !== null) {
          await events.refused(upload, "source_type_not_allowed");
        }
        response = problemOf(refusal, requestId);
      }
      for (const [name, value] of Object.entries(tusHeaders(upload.cors_origin))) {
        response.headers.set(name, value);
      }
      return response;
    },
  };
}

/** Thrown by a store's `create` where the upload is there already. */
export const alreadyCreated = new TusError("conflict", "This upload was created already.");

function created(id: string, offset?: number): Response {
  return new Response(null, {
    status: 201,
    headers: { Location: pathOfId(id), ...(offset === undefined ? {} : { "Upload-Offset": String(offset) }) },
  });
}

/** A client that did not hear the answer creates again: the same upload is its answer (one token, one upload). */
function repeatedCreation(request: Request, existing: UploadFacts): Response {
  const length = declaredLength(request);
  if (length !== null && existing.size !== null && length !== existing.size) {
    throw new TusError(
      "conflict",
      `This upload was begun with a file of ${existing.size} bytes. Get a new upload for another file.`,
    );
  }
  // The body, if any, is not read: the offset tells where the next request goes on.
  return created(existing.id, request.body === null ? undefined : existing.offset);
}

function begunOtherwise(): TusError {
  return new TusError("conflict", "This upload was begun in another way. Get a new upload.");
}

function declaredLength(request: Request): number | null {
  const header = request.headers.get("upload-length");
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

function readMetadata(request: Request): Record<string, string | null> | undefined {
  const header = request.headers.get("upload-metadata");
  if (!header) return undefined;
  try {
    return Metadata.parse(header);
  } catch (cause) {
    throw new TusError(
      "invalid_request",
      "Upload-Metadata is not valid. Send «key base64» pairs, separated by commas.",
      {
        cause,
      },
    );
  }
}

function declaredFile({ size, metadata }: Partial<Pick<Upload, "size" | "metadata">>): DeclaredFile {
  return {
    sizeBytes: size ?? null,
    filename: metadata?.filename ?? null,
    contentType: metadata?.filetype ?? null,
  };
}

function withConcat(response: Response, facts: UploadFacts | null): Response {
  if (facts?.concat) response.headers.set("Upload-Concat", formatConcat(facts.concat));
  return response;
}
