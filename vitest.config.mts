import { defineConfig } from "vitest/config";

/* Against a test that hangs; how busy the machine is decides nothing. */
const LONGEST_MS = process.env["FAULT_FULL"] === "1" ? 1_200_000 : 300_000;

/* Properties and everything else drawn by lot come from one printed seed. */
const shared = {
  globalSetup: ["db/testing/seed-start.ts"],
  setupFiles: ["db/testing/seed-each.ts"],
  testTimeout: LONGEST_MS,
  hookTimeout: LONGEST_MS,
};
const alias = { "@": import.meta.dirname, "server-only": `${import.meta.dirname}/db/testing/empty.ts` };

/** Two projects: `unit` needs nothing, `db` needs the database servers of `bin/test.mjs`. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**", "e2e/**", ".next/**"],
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ["**/node_modules/**", "e2e/**", ".next/**"],
          maxWorkers: 2,
        },
      },
    ],
  },
});
