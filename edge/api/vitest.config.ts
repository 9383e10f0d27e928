import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { answerReceiver } from "./src/testing/receivers.ts";

process.env.ROOT_SECRET = "root-secret-for-tests";
process.env.MEDIA_SECRET = "media-secret-for-tests";

export default defineConfig(async () => ({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.jsonc" },
      miniflare: {
        cf: false,
        // The tests play the media worker themselves: whatever is dispatched meets one without room.
        outboundService: async (request: Request) =>
          (await answerReceiver(request)) ??
          new Response(null, { status: 503, headers: { "retry-after": "3600" } }),
        bindings: {
          MIGRATIONS: await readD1Migrations(new URL("migrations", import.meta.url).pathname),
          PUBLIC_URL: "https://video.test",
          MEDIA_URL: "http://media.test",
          MAX_UPLOAD_BYTES: String(64 * 1024 * 1024),
          // Far more than all tests together send; those of the limits set their own.
          RATE_LIMITS: ["read", "write", "create", "sign", "page", "failure"]
            .map((budget) => `${budget}=1000000/1`)
            .join(","),
          FUZZ_SEED: process.env.FUZZ_SEED ?? "20261125",
          FUZZ_RUNS: process.env.FUZZ_RUNS ?? "80",
        },
      },
    }),
  ],
  test: {
    name: "workerd",
    // Each has a process of workerd beside it.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    setupFiles: ["./src/testing/apply-migrations.ts"],
    include: ["src/{*,adapters/**/*}.test.ts"],
    expect: { poll: { timeout: 20_000 } },
  },
}));
