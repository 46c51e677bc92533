import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    databaseEnv: Record<string, string>;
  }
}

/* Points every database test at the server that bin/lib/vitest-setup.mjs has started for this run. */
Object.assign(process.env, inject("databaseEnv"));
