const plain = /^[\w@%+=:,./-]+$/;

/** A command as it can be typed into a shell: what the shell would take for its own is quoted. */
export function quoteArgv(argv: readonly string[]): string {
  return argv
    .map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(" ");
}
