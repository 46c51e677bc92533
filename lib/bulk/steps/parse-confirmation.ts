import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { fieldErrors } from "@/lib/http/zod-errors";

/** Parses the body of a step. Throws 422 naming what is missing or impossible. */
export function parseConfirmation<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new AppError("invalid_change", "The request is not complete.", { errors: fieldErrors(result.error) });
}
