import { Command } from "@commander-js/extra-typings";
import { openSession } from "../../session.ts";
import type { Surroundings } from "../../surroundings.ts";
import { withExamples } from "../../with-examples.ts";
import { showJob } from "./show-job.ts";

export function getJob(surroundings: Surroundings) {
  const command = new Command("get")
    .description("One job with its tasks")
    .argument("<id>", "a job, job_…")
    .action(async (id, _options, self) => {
      const { api, print, style } = await openSession(self, surroundings);
      const job = await api.jobs.retrieve(id);
      print(job, () => showJob(job, style));
    });
  return withExamples(command, "firstframe jobs get job_00000000000000000000000001");
}
