/** Where uploads are made; each is below it under its id. */
export const tusPath = "/v1/tus";

const partialSeparator = ".";

/** The id in the path of an upload, null for the path where uploads are made and for any other. */
export function idOfPath(path: string): string | null {
  return /^\/v1\/tus\/([\w.-]+)\/?$/.exec(path)?.[1] ?? null;
}

/** The path of an upload: relative, and so right behind every proxy. */
export function pathOfId(id: string): string {
  return `${tusPath}/${id}`;
}

/** A partial upload's id says whose part it is, so that one token opens an upload and its partial ones. */
export function partialId(uploadId: string, suffix: string): string {
  return `${uploadId}${partialSeparator}${suffix}`;
}

export function isPartialId(id: string): boolean {
  return id.includes(partialSeparator);
}

/** The upload that an id belongs to: itself, or the one whose partial upload it names. */
export function uploadIdOf(id: string): string {
  return id.split(partialSeparator)[0] ?? id;
}
