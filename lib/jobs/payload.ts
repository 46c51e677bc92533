import type { z } from "zod";
import { jsonValue } from "@/db/json-value";
import { JobRefused } from "./job-run";

/** The stored payload as data. A handler parses it further. */
export function parsePayload(stored: unknown): unknown {
  return jsonValue(stored);
}

/**
 * A job's payload, checked against the handler's schema. Throws `JobRefused`, because a retry would not make it
 * readable. Pure.
 */
export function readPayload<T>(schema: z.ZodType<T>, payload: unknown): T {
  const read = schema.safeParse(payload);
  if (read.success) return read.data;
  throw new JobRefused("invalid_payload", "What this job was told cannot be read, so nothing was done.", {
    cause: read.error,
  });
}
