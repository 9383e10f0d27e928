/** The upload protocol (tus 1.0) over any store, for whatever runtime: the Worker's Durable Object, the media worker. */
export { ActiveWriters } from "./active-writers.ts";
export { type AdmittedUpload, checkAdmission } from "./admitted-upload.ts";
export { alreadyCreated, createIngest, type Ingest } from "./create-ingest.ts";
export type { DeclaredFile, UploadMetadata } from "./declared-file.ts";
export { fetchUrlFault, isPublicAddress } from "./fetch-address.ts";
export type { FinalUpload, IngestStore, ReceiveOptions, UploadFacts } from "./ingest-store.ts";
export { problemOf } from "./problem.ts";
export { TusError } from "./tus-error.ts";
export { tusHeaders, tusOptions } from "./tus-headers.ts";
export { checksumMismatch, type UploadChecksum } from "./upload-checksum.ts";
export { partialConcat } from "./upload-concat.ts";
export type { UploadEvents } from "./upload-events.ts";
export { tooLarge } from "./upload-limits.ts";
export { isPartialId, tusPath, uploadIdOf } from "./upload-path.ts";
