import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["{packages,edge,demo,e2e}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "edge/api/**"],
          environment: "node",
          testTimeout: 30_000,
        },
      },
      "edge/api",
    ],
  },
});
