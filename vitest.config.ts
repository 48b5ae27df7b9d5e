import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The browser, kill and edge tests run the built product, so it is built once before any of them.
    globalSetup: ["test/build-once.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
