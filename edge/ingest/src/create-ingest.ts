import { signatureBytes } from "@firstframe/contract/constants";
import { type CancellationContext, Server, type Upload } from "@tus/server";
import { type AdmittedUpload, checkAdmission } from "./admitted-upload.ts";
import { begunOtherwise, concatenateUploads } from "./concatenate-uploads.ts";
import { type DeclaredFile, declaredFile, readMetadata, type UploadMetadata } from "./declared-file.ts";
import type { IngestStore, UploadFacts } from "./ingest-store.ts";
import { leaveBody } from "./leave-body.ts";
import { errorOfAnswer, notKept, problemOf } from "./problem.ts";
import { declaredLength, repeatedCreation } from "./repeated-creation.ts";
import { takeoverLocker } from "./takeover-locker.ts";
import { TusError } from "./tus-error.ts";
import { admitRequest, tusHeaders } from "./tus-headers.ts";
import { readChecksum, type UploadChecksum } from "./upload-checksum.ts";
import { partialConcat } from "./upload-concat.ts";
import type { UploadEvents } from "./upload-events.ts";
import { checkContent, checkDeclaredType, checkPartials } from "./upload-limits.ts";
import { idOfPath, isPartialId, partialId, pathOfId, tusPath } from "./upload-path.ts";

interface IngestOptions {
  readonly store: IngestStore;
  readonly events: UploadEvents;
  /** Makes what tells partial uploads of one upload apart: a few random letters or digits. */
  readonly makeSuffix: () => string;
  /** Told of every failure that is not the client's. */
  readonly report: (error: unknown, upload: AdmittedUpload) => void;
}

export interface Ingest {
  /**
   * Answers a request of the tus protocol, version 1.0.0, about an upload that the request's token opens.
   * Never rejects: what goes wrong is in the answer.
   */
  handle(request: Request, upload: AdmittedUpload, requestId: string): Promise<Response>;
  /**
   * Tells of an upload whose last byte came just before a process died, which told nobody. Harmless when repeated.
   *
   * @returns whether every byte is here
   */
  conclude(upload: AdmittedUpload): Promise<boolean>;
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

  async function conclude(upload: AdmittedUpload): Promise<boolean> {
    const facts = await store.facts(upload.id);
    if (facts === null || facts.size !== facts.offset) return false;
    const { metadata } = await store.getUpload(upload.id);
    await finish(upload, { ...declaredFile({ metadata }), sizeBytes: facts.offset });
    return true;
  }

  async function answer(request: Request, upload: AdmittedUpload): Promise<Response> {
    const method = admitRequest(request);
    checkAdmission(request, upload);
    const checksum = readChecksum(request.headers.get("upload-checksum"));
    const id = idOfPath(new URL(request.url).pathname);
    if (id === null) return create(request, upload, checksum);
    const facts = await store.facts(id);
    const meant =
      method === request.method ? request : new Request(request, { method, duplex: "half" } as RequestInit);
    const call = { upload, id, checksum };
    switch (method) {
      case "PATCH":
        await admitBytes(id, facts, upload);
        return pass(meant, call);
      case "DELETE":
        return terminate(meant, call, facts);
      default: {
        const response = await pass(meant, call);
        if (facts?.concat) response.headers.set("Upload-Concat", facts.concat);
        // A client that sees that every byte is here sends nothing more.
        if (id === upload.id && upload.state !== "completed") await conclude(upload);
        return response;
      }
    }
  }

  async function create(
    request: Request,
    upload: AdmittedUpload,
    checksum: UploadChecksum | null,
  ): Promise<Response> {
    const concat = request.headers.get("upload-concat");
    const metadata = readMetadata(request.headers);
    checkDeclaredType(metadata?.filetype ?? null, upload);
    if (concat === partialConcat) {
      if ((await store.facts(upload.id)) !== null) throw begunOtherwise();
      checkPartials(await store.partials(upload.id), declaredLength(request.headers), upload);
      return pass(request, { upload, id: partialId(upload.id, makeSuffix()), checksum });
    }
    if (concat !== null) return concatenate(request, upload, concat, metadata);
    const before = await store.facts(upload.id);
    if (before !== null) return repeatedCreation(request, before);
    try {
      return await pass(request, { upload, id: upload.id, checksum });
    } catch (error) {
      // Another creation with the same token was first: its upload is the answer to both.
      const after = error === alreadyCreated ? await store.facts(upload.id) : null;
      if (after === null) throw error;
      return repeatedCreation(request, after);
    }
  }

  async function concatenate(
    request: Request,
    upload: AdmittedUpload,
    concat: string,
    metadata: UploadMetadata | undefined,
  ): Promise<Response> {
    if (request.headers.has("upload-length")) {
      throw new TusError("invalid_request", "A final upload is as long as its parts: send no Upload-Length.");
    }
    const { signal } = request;
    await concatenateUploads({ store, locker }, { upload, concat, metadata, signal });
    const { offset = 0 } = (await store.facts(upload.id)) ?? {};
    await finish(upload, { ...declaredFile({ metadata }), sizeBytes: offset });
    return new Response(null, { status: 201, headers: { Location: pathOfId(upload.id) } });
  }

  async function admitBytes(id: string, facts: UploadFacts | null, upload: AdmittedUpload): Promise<void> {
    if (facts?.concat && facts.concat !== partialConcat) {
      throw new TusError("not_entitled", "A final upload takes no bytes: it is made of its partial uploads.");
    }
    if (facts === null || !isPartialId(id)) return;
    const others = (await store.partials(upload.id)).filter((partial) => partial.id !== id);
    checkPartials(others, facts.size, upload);
  }

  async function terminate(request: Request, call: Call, facts: UploadFacts | null): Promise<Response> {
    const { id, upload } = call;
    if (upload.legal_hold) {
      throw new TusError("on_legal_hold", "This upload is on legal hold and cannot be removed.");
    }
    const isWhole = !isPartialId(id);
    // What is being sent in parallel has no upload of its own yet, and is given up by its name all the same.
    const onlyParts = isWhole && facts === null && (await store.partials(id)).length > 0;
    const response = onlyParts ? new Response(null, { status: 204 }) : await pass(request, call);
    if (isWhole) await events.terminated(upload);
    return response;
  }

  /** Lets the library answer; what it refuses is thrown. */
  async function pass(request: Request, call: Call): Promise<Response> {
    calls.set(request, call);
    if (request.body !== null) calls.set(request.body, call);
    const response = await tus.handleWeb(request);
    if (call.error instanceof TusError) throw call.error;
    if (response.status < 400) return response;
    if (response.status >= 500) report(call.error, call.upload);
    throw await errorOfAnswer(response);
  }

  /** tus 1.0, Expiration: while an upload is unfinished, every answer about it says when it will be given up. */
  async function addExpiry(response: Response, request: Request, upload: AdmittedUpload): Promise<void> {
    const path = response.headers.get("location") ?? new URL(request.url).pathname;
    const facts = await store.facts(idOfPath(path) ?? "");
    const expiresAt = await store.expiresAt(upload.id);
    if (facts === null || expiresAt === null || facts.offset === facts.size) return;
    response.headers.set("Upload-Expires", new Date(expiresAt).toUTCString());
  }

  async function refuse(error: unknown, upload: AdmittedUpload, requestId: string): Promise<Response> {
    if (error instanceof TusError) {
      // A declared type is refused before there is an upload; this is one whose bytes are something else.
      const isBegun = error.code === "type_not_allowed" && (await store.facts(upload.id)) !== null;
      if (isBegun) await events.refused(upload, "source_type_not_allowed");
      return problemOf(error, requestId);
    }
    report(error, upload);
    return problemOf(notKept(error), requestId);
  }

  return {
    async handle(request, upload, requestId) {
      let response: Response;
      try {
        response = await answer(request, upload);
        await addExpiry(response, request, upload);
      } catch (error) {
        response = await refuse(error, upload, requestId);
        await leaveBody(request);
      }
      for (const [name, value] of Object.entries(tusHeaders(upload.cors_origin))) {
        response.headers.set(name, value);
      }
      return response;
    },
    async conclude(upload) {
      try {
        return await conclude(upload);
      } catch (error) {
        await refuse(error, upload, "");
        return true;
      }
    },
  };
}

/** Thrown by a store's `create` where the upload is there already. */
export const alreadyCreated = new TusError("conflict", "This upload was created already.");
