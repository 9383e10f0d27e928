import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("./src/page"),
  build: {
    outDir: here("./dist/page"),
    emptyOutDir: true,
    target: "es2022",
    // The player brings hls.js, which is one large piece by nature.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: [here("./src/page/index.html"), here("./src/page/watch.html")],
    },
  },
});
