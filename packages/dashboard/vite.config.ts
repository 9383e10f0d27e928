import { defineConfig } from "vite";

export default defineConfig({
  base: "/dashboard/",
  build: {
    outDir: "dist/dashboard",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    // The content security policy allows files only.
    assetsInlineLimit: 0,
  },
});
