import { configDefaults, defineConfig } from "vitest/config";

/* Ends a test that hangs; generous, so that a busy machine does not fail a test. */
const LONGEST_MS = process.env["FAULT_FULL"] === "1" ? 1_200_000 : 300_000;
const alias = { "@": import.meta.dirname, "server-only": `${import.meta.dirname}/db/testing/empty.ts` };
const elsewhere = [...configDefaults.exclude, "e2e/**", ".next/**", ".data/**"];
/* A kill suite mostly waits for its servers, so every core takes a file, and all files share one queue. */
const shared = { testTimeout: LONGEST_MS, hookTimeout: LONGEST_MS, maxWorkers: "100%" };

/* All random draws, properties included, start from one printed seed. */
const [seedStart, seedEach] = ["db/testing/seed-start.ts", "db/testing/seed-each.ts"];

/* Suites that kill processes and servers run apart from the other database tests. */
const KILLS = "**/*-kills.db.test.ts";
const database = {
  ...shared,
  globalSetup: [seedStart, "bin/lib/vitest-setup.mjs"],
  setupFiles: [seedEach, "db/testing/use-test-database.ts"],
};

/** `unit` needs nothing; `db` and `kills` get a database server of their own, started just before their first file. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: ["**/*.db.test.ts", ...elsewhere],
          globalSetup: seedStart,
          setupFiles: seedEach,
        },
      },
      {
        resolve: { alias },
        test: { ...database, name: "db", include: ["**/*.db.test.ts"], exclude: [KILLS, ...elsewhere] },
      },
      { resolve: { alias }, test: { ...database, name: "kills", include: [KILLS], exclude: elsewhere } },
    ],
  },
});
