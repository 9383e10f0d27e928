const ending = ".new";

/** A name for a file that is being made. One that is there when a process starts was left by one that died. */
export function unfinishedName(path: string, purpose: string): string {
  return `${path}.${purpose}${ending}`;
}

export function isUnfinished(name: string): boolean {
  return name.endsWith(ending);
}
