import { applyD1Migrations, type D1Migration, env } from "cloudflare:test";

/** Put there by the test configuration; the Worker itself knows no such binding. */
const { MIGRATIONS } = env as Env & { readonly MIGRATIONS: D1Migration[] };

await applyD1Migrations(env.DB, MIGRATIONS);
