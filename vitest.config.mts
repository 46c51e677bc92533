import { defineConfig } from "vitest/config";

/* Properties and everything else drawn by lot come from one printed seed. */
const seed = { globalSetup: ["db/testing/seed-start.ts"], setupFiles: ["db/testing/seed-each.ts"] };
const alias = { "@": import.meta.dirname, "server-only": `${import.meta.dirname}/db/testing/empty.ts` };

/** Two projects: `unit` needs nothing, `db` needs the database servers of `bin/test.mjs`. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...seed,
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**", "e2e/**", ".next/**"],
          // Against a test that hangs; how busy the machine is decides nothing.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...seed,
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ["**/node_modules/**", "e2e/**", ".next/**"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
