/** Something that keeps the system from starting, and that a person can settle. */
export class StartError extends Error {
  override readonly name = "StartError";
}
