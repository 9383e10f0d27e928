/** A rule that a presentation breaks. */
export interface Violation {
  /** Where the rule stands, such as `RFC 8216bis 4.4.3.1`; `Firstframe` for our own. */
  readonly section: string;
  /** The file at fault, as a path relative to the directory of the multivariant playlist's reader. */
  readonly path: string;
  readonly message: string;
}

/** Collects violations. */
export type Report = (section: string, path: string, message: string) => void;
