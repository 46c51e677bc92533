import { startTestBed } from "./test-bed.mjs";

/** Vitest's global setup of the database tests: runs when the first of them is about to. */
export async function setup(project) {
  const bed = await startTestBed("database");
  project.provide("databaseEnv", bed.env);
  return bed.stop;
}
