import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    databaseEnv: Record<string, string>;
  }
}

/* Leads every database test to the server that bin/lib/vitest-setup.mjs has started for this run. */
Object.assign(process.env, inject("databaseEnv"));
