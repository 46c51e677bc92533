import { vi } from "vitest";
import type { TestSchema } from "./schema";

/** Gives this process the environment of a web process on the schema: its own address and nobody else's. */
export function actAsWeb({ url }: Pick<TestSchema, "url">): void {
  vi.stubEnv("DATABASE_URL", url.web);
  vi.stubEnv("WORKER_DATABASE_URL", "");
  vi.stubEnv("MIGRATION_DATABASE_URL", "");
}
