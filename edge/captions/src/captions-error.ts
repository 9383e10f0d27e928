/** Why a file cannot be taken as captions. The message is for whoever sent it. */
export class CaptionsError extends Error {
  override readonly name = "CaptionsError";
  readonly code = "captions_invalid";
  /** From 1; null where the file as a whole is at fault. */
  readonly line: number | null;

  constructor(line: number | null, problem: string, options?: ErrorOptions) {
    super(line === null ? problem : `Line ${line}: ${problem}`, options);
    this.line = line;
  }
}
