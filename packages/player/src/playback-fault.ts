/** What an engine could not get over. */
export interface PlaybackFault {
  /**
   * `http`: a request was answered with an error. `network`: it was not answered. `decode`: the media is there but does
   * not play. `unsupported`: this browser lacks what the media needs.
   */
  readonly kind: "http" | "network" | "decode" | "unsupported";
  readonly status: number | null;
  /** The request at fault. */
  readonly url: string | null;
  readonly message: string;
}
