export interface UploadQueue {
  /** Uploads the file at `path`, below the outputs, as soon as there is room. A path given again is ignored. */
  add(path: string): void;
  /** Resolves once everything added so far is uploaded; rejects with the first failure. */
  settle(): Promise<void>;
}

interface UploadQueueOptions {
  readonly put: (path: string) => Promise<void>;
  /** Uploads at the same time. */
  readonly concurrency: number;
  /** Told of the first failure at once, since nobody may be waiting yet. Nothing more is uploaded then. */
  readonly onFailure: (error: unknown) => void;
}

export function createUploadQueue({ put, concurrency, onFailure }: UploadQueueOptions): UploadQueue {
  const known = new Set<string>();
  const waiting: string[] = [];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];

  function pump(): void {
    while (failures.length === 0 && running.size < concurrency) {
      const path = waiting.shift();
      if (path === undefined) return;
      const upload = put(path)
        .catch((error: unknown) => {
          failures.push(error);
          if (failures.length === 1) onFailure(error);
        })
        .finally(() => {
          running.delete(upload);
          pump();
        });
      running.add(upload);
    }
  }

  return {
    add(path) {
      if (known.has(path)) return;
      known.add(path);
      waiting.push(path);
      pump();
    },
    async settle() {
      while (running.size > 0) await Promise.all(running);
      if (failures.length > 0) throw failures[0];
    },
  };
}
