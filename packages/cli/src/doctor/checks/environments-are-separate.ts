import { type Check, fail, pass } from "../check.ts";
import { some } from "../some.ts";

export const environmentsAreSeparate: Check = {
  id: "environments_are_separate",
  group: "Keys and access",
  title: "The key sees its own environment and nothing else",
  why: "Tests must not be able to touch what people watch.",
  async run({ sample, connection }) {
    const { environment } = connection;
    const seen = [
      ...(await sample.assets()).map(({ id, environment }) => ({ id, environment })),
      ...(await sample.keys()).map(({ id, environment }) => ({ id, environment })),
    ];
    const foreign = seen.filter((item) => item.environment !== environment);
    if (foreign.length > 0) {
      return fail(
        some(
          foreign.map(
            ({ id, environment: other }) => `${id} is of ${other}, and a ${environment} key sees it`,
          ),
        ),
        "Deploy a current version, and revoke this key.",
      );
    }
    return pass(`${seen.length} assets and keys, all of ${environment}`);
  },
};
