import { matchesType, sniffTypes } from "@firstframe/contract/constants";
import type { AdmittedUpload } from "./admitted-upload.ts";
import type { UploadFacts } from "./ingest-store.ts";
import { TusError } from "./tus-error.ts";

/** Partial uploads that one upload may have. */
const mostPartials = 256;

/** @throws TusError `type_not_allowed` for a declared type that the upload does not allow */
export function checkDeclaredType(contentType: string | null, { allowed_types }: AdmittedUpload): void {
  if (allowed_types === null || !contentType || matchesType(contentType, allowed_types)) return;
  throw new TusError(
    "type_not_allowed",
    `A file of the type ${contentType} is not accepted here. Choose one of: ${allowed_types.join(", ")}.`,
  );
}

/** @throws TusError `type_not_allowed` for a file that, by its first bytes, is nothing that the upload allows */
export function checkContent(head: Uint8Array, { allowed_types }: AdmittedUpload): void {
  if (allowed_types === null) return;
  const types = sniffTypes(head);
  if (types === null || types.some((type) => matchesType(type, allowed_types))) return;
  throw new TusError(
    "type_not_allowed",
    `The file is ${types[0]} by its content, which is not accepted here. Choose one of: ${allowed_types.join(", ")}.`,
  );
}

/**
 * Holds partial uploads to the limit of the upload that they are parts of. Those without a byte count nothing: they are
 * what remains of a creation whose answer was lost.
 *
 * @param size of the partial upload that begins; null where it is not known
 * @throws TusError `payload_too_large`, `conflict`
 */
export function checkPartials(
  others: readonly UploadFacts[],
  size: number | null,
  { max_size_bytes }: AdmittedUpload,
): void {
  if (others.length >= mostPartials) {
    throw new TusError("conflict", `An upload may have at most ${mostPartials} partial uploads.`);
  }
  const begun = others.filter(({ offset }) => offset > 0);
  const claimed = begun.reduce((sum, partial) => sum + (partial.size ?? partial.offset), size ?? 0);
  if (claimed > max_size_bytes) throw tooLarge(max_size_bytes);
}

export function tooLarge(maximum: number): TusError {
  return new TusError("payload_too_large", `This upload may have at most ${maximum} bytes.`);
}
