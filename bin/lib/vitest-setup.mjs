import { startTestBed } from "./test-bed.mjs";

/** Vitest's global setup of the database tests: runs just before the first of them. */
export async function setup(project) {
  const bed = await startTestBed("database");
  project.provide("databaseEnv", bed.env);
  return bed.stop;
}
