/** What was asked for did not come about; the message says why and what to do. Ends with exit code 1. */
export class Failure extends Error {
  override readonly name = "Failure";
}
