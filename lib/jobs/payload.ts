import type { z } from "zod";
import { JobRefused } from "./job-run";

/** The stored payload as data: one of the two servers answers JSON as text. A handler parses it further. */
export function parsePayload(stored: unknown): unknown {
  return typeof stored === "string" ? JSON.parse(stored) : stored;
}

/** What a job is told, as its handler expects it. Throws `JobRefused`: trying again would not make it readable. Pure. */
export function readPayload<T>(schema: z.ZodType<T>, payload: unknown): T {
  const read = schema.safeParse(payload);
  if (read.success) return read.data;
  throw new JobRefused("invalid_payload", "What this job was told cannot be read, so nothing was done.", {
    cause: read.error,
  });
}
