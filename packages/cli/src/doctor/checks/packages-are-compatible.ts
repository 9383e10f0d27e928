import { apiVersionHeader } from "@firstframe/contract/constants";
import * as z from "zod";
import { type Check, fail, pass, skipped, warn } from "../check.ts";
import { installedVersion } from "../installed-version.ts";

/** `/docs/compatibility.json`, as far as it is looked at. */
const matrix = z.object({
  rows: z.array(
    z.object({
      client: z.string(),
      version: z.string().nullable(),
      cells: z.array(z.object({ api_version: z.string(), verdict: z.string() })),
    }),
  ),
});

const clients = ["sdk", "uploader", "player"];

export const packagesAreCompatible: Check = {
  id: "packages_are_compatible",
  group: "Versions",
  title: "The packages that are installed here were tested with this deployment",
  why: "Combinations that nobody has tried break where nobody looks.",
  async run({ probe, cwd }) {
    const { status, body } = await probe({ method: "GET", path: "/docs/compatibility.json" });
    const { data } = matrix.safeParse(body);
    if (status !== 200 || data === undefined)
      return skipped("This deployment has no matrix of compatibility.");
    const { headers } = await probe({ method: "GET", path: "/v1/assets", query: { limit: 1 } });
    const apiVersion = headers.get(apiVersionHeader);
    const found = await Promise.all(
      clients.map(async (client) => ({
        client,
        version: await installedVersion(`@firstframe/${client}`, cwd),
      })),
    );
    const verdicts = found.flatMap(({ client, version }) => {
      if (version === null) return [];
      const row = data.rows.find((one) => one.client === client && one.version === version);
      // What uses no versioned routes has one verdict for all of them.
      const cell = row?.cells.find(({ api_version }) => api_version === apiVersion) ?? row?.cells[0];
      return { text: `@firstframe/${client} ${version}`, verdict: cell?.verdict ?? "not tested" };
    });
    if (verdicts.length === 0) {
      return skipped("No package of Firstframe is installed here.", "Run this where your application is.");
    }
    const told = verdicts.map(({ text, verdict }) => `${text} with ${apiVersion ?? "this API"}: ${verdict}`);
    const remedy = "See /docs/compatibility, and install versions that work.";
    if (verdicts.some(({ verdict }) => verdict === "fails")) return fail(told, remedy);
    if (verdicts.some(({ verdict }) => verdict !== "works")) return warn(told, remedy);
    return pass(...told);
  },
};
