/** The share of a job's whole that preparing is; the planned tasks are the rest. */
const preparing = 0.2;

const done = "CASE state WHEN 'succeeded' THEN 1.0 WHEN 'running' THEN progress ELSE 0.0 END";
const planned = "kind IN ('encode', 'extras')";

/** How much of a job is done, 0 to 1, by the weight of its tasks; one that is tried again counts from its start. */
const share = `SELECT CASE
    WHEN MIN(kind) IN ('clip', 'fetch') THEN MAX(${done})
    WHEN SUM(${planned}) > 0 THEN ${preparing} * MAX(CASE kind WHEN 'prepare' THEN ${done} END)
      + ${1 - preparing} * SUM(CASE WHEN ${planned} THEN weight * ${done} END) / SUM(CASE WHEN ${planned} THEN weight END)
    WHEN MIN(state) = 'succeeded' THEN 1.0
    ELSE ${preparing} * MAX(${done})
  END FROM tasks WHERE job_id = jobs.id`;

/**
 * The statement that records a job's progress after one of its tasks changed. What viewers saw does not run backwards.
 *
 * @param job SQL that gives the job's id, with one value to bind
 */
export function recordJobProgress(job: string, value: string): readonly [sql: string, value: string] {
  return [`UPDATE jobs SET progress = MAX(progress, (${share})) WHERE id = ${job}`, value];
}
