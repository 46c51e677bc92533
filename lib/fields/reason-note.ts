import { z } from "zod";

/** Why somebody did something, in their words. */
export const reasonNote = z
  .string("must be text")
  .trim()
  .min(3, "needs at least 3 characters")
  .max(500, "must be at most 500 characters")
  .refine((text) => text.isWellFormed(), "holds characters that cannot be stored");
