/** Where text goes. */
export interface Output {
  readonly write: (text: string) => void;
  readonly isTty: boolean;
  /** Characters a line. */
  readonly columns: number;
}

/** What commands take from around them: `main.ts` fills it from the process, tests by hand. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What may be thrown away, such as where unfinished uploads are. */
  readonly cacheFolder: string;
  /** What stays, such as the secret of `listen`. */
  readonly configFolder: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** A number from 0 up to, and without, 1. */
  readonly random: () => number;
  /** Rejects with the signal's reason when it is aborted before. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborted when the user asks to stop (Ctrl-C). */
  readonly signal: AbortSignal;
}
