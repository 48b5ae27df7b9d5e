import { defineConfig } from "vitest/config";

/** These run the built product as users do, so it is built once before any of them. */
const product = ["test/browser/**/*.test.ts", "test/durability/kill.test.ts", "test/edge/**/*.test.ts"];

export default defineConfig({
  test: {
    // Far longer than anything takes: a machine that is busy with other work is not a failure.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two at once also on two cores: the tests of the running product mostly wait for it.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "rooms", include: ["test/**/*.test.ts"], exclude: product } },
      { extends: true, test: { name: "product", include: product, globalSetup: ["test/build-once.ts"] } },
    ],
  },
});
