/** Why one of the extras cannot be made. The video is none the worse for it. */
export class ExtraFailure extends Error {
  override readonly name = "ExtraFailure";
  readonly code = "extra_failed";
}
