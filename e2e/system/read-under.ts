/** Reads files by their paths under an address; rejects when there is none. */
export function readUnder(base: string): (path: string) => Promise<Uint8Array> {
  return async (path) => {
    const response = await fetch(base + path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}
