import { matchesType, signatureBytes, sniffTypes } from "@firstframe/contract/constants";

/**
 * Whether a file's first bytes are of an accepted kind. A file with an unknown signature passes: the server, which looks
 * closer, decides.
 *
 * @param accept as of an `<input accept>`; extensions say nothing of content and are passed over
 */
export async function acceptsContent(file: Blob, accept: string): Promise<boolean> {
  const ranges = accept
    .split(",")
    .flatMap((token) => (token.includes("/") ? token.trim().toLowerCase() : []));
  const types = sniffTypes(new Uint8Array(await file.slice(0, signatureBytes).arrayBuffer()));
  if (types === null || ranges.length === 0) return true;
  return types.some((type) => matchesType(type, ranges));
}
