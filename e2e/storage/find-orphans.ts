/** Keys of a bucket, and the rows of the database that say what they belong to. */
export interface Storage {
  readonly keys: readonly string[];
  readonly uploads: readonly { readonly id: string; readonly state: string }[];
  readonly jobs: readonly { readonly id: string; readonly asset_id: string; readonly state: string }[];
  readonly tasks: readonly {
    readonly job_id: string;
    readonly position: number;
    readonly attempt: number;
    /** The attempt of which the output counts; null for none. */
    readonly won: number | null;
  }[];
  /** Prefixes that are to be emptied. */
  readonly purges: readonly string[];
}

const livingUploads = ["waiting", "uploading", "completed"];

/** Objects that belong to nothing and that nobody is going to remove. */
export function findOrphans({ keys, uploads, jobs, tasks, purges }: Storage): string[] {
  return keys.filter((key) => {
    if (purges.some((prefix) => key.startsWith(prefix))) return false;
    const [root, owner, place, directory = ""] = key.split("/");
    // The decision record of a job lies beside its outputs.
    const jobId = place === "records" ? directory.replace(/\.json$/, "") : place;
    if (root === "sources") {
      return !uploads.some(({ id, state }) => id === owner && livingUploads.includes(state));
    }
    const job = jobs.find(({ id, asset_id }) => id === jobId && asset_id === owner);
    if (root !== "assets" || job === undefined || !["running", "succeeded"].includes(job.state)) return true;
    const attempt = /^(\d+)-(\d+)$/.exec(directory);
    // Playlists of the job as a whole.
    if (attempt === null) return false;
    const task = tasks.find(({ job_id, position }) => job_id === jobId && position === Number(attempt[1]));
    const number = Number(attempt[2]);
    return job.state === "succeeded" ? task?.won !== number : number > (task?.attempt ?? 0);
  });
}
