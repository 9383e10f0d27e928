import { matchesType, signatureBytes, sniffTypes } from "@firstframe/contract/constants";

/**
 * Whether a file's first bytes are of an accepted kind. A file with an unknown signature passes: the server, which looks
 * closer, decides.
 *
 * @param accept as of an `<input accept>`; where it has extensions alone, the content has to be of the kind that the name promises
 */
export async function acceptsContent(file: Blob, accept: string): Promise<boolean> {
  const tokens = accept.split(",").flatMap((token) => token.trim().toLowerCase() || []);
  const listed = tokens.filter((token) => token.includes("/"));
  const isByName = tokens.length > 0 && listed.length === 0 && file.type !== "";
  const ranges = isByName ? [file.type.replace(/\/.*/, "/*")] : listed;
  const types = sniffTypes(new Uint8Array(await file.slice(0, signatureBytes).arrayBuffer()));
  if (types === null || ranges.length === 0) return true;
  return types.some((type) => matchesType(type, ranges));
}
