import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Everything the page needs is in its own folder: no CDN, no web font, so it works on a plane and behind a firewall. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  build: {
    outDir: fileURLToPath(new URL("../../../dist/playground/page", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  oxc: { jsx: { runtime: "automatic" } },
});
