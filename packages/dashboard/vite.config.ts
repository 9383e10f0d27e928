import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  // The Worker serves the dashboard below this path.
  base: "/dashboard/",
  build: {
    outDir: here("./dist/dashboard"),
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    // The content security policy allows files only.
    assetsInlineLimit: 0,
  },
});
