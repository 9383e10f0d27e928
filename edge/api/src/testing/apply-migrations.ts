import { applyD1Migrations, type D1Migration, env } from "cloudflare:test";

declare module "cloudflare:test" {
  interface ProvidedEnv extends Env {
    MIGRATIONS: D1Migration[];
  }
}

await applyD1Migrations(env.DB, env.MIGRATIONS);
