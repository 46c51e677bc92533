import { AppError, type FieldError } from "@/lib/errors";
import type { z } from "zod";

/**
 * Parses the body of an act on a pass; refuses it like the body of a correction. `unknownWords` say what is wrong with
 * other members.
 */
export function parseAct<T>(schema: z.ZodType<T>, body: unknown, unknownWords = "is not known here"): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const { issues } = result.error;
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => fieldError([...issue.path, key], "unknown", unknownWords))
      : [],
  );
  if (
    unknown.length > 0 ||
    issues.some((issue) => issue.path.length === 0 && issue.code === "invalid_type")
  ) {
    throw new AppError("invalid_body", "The request holds something this address does not know.", {
      errors:
        unknown.length > 0 ? unknown : [{ field: "body", code: "invalid", message: "must be an object" }],
    });
  }
  const errors = issues.map((issue) => fieldError(issue.path, codeOf(issue), issue.message));
  // Only the first problem of each field is reported.
  throw invalidChange(
    errors.filter((error, at) => errors.findIndex((other) => other.field === error.field) === at),
  );
}

export function invalidChange(errors: FieldError[]): AppError {
  const fields = [...new Set(errors.map((error) => error.field))].join(", ");
  return new AppError("invalid_change", `This cannot be saved. Check ${fields}.`, { errors });
}

/* `changes.status` is reported as `status`: the caller thinks in fields of the pass. */
function fieldError(path: readonly PropertyKey[], code: string, message: string): FieldError {
  const names = path.map(String);
  const field = (names[0] === "changes" && names.length > 1 ? names.slice(1) : names).join(".") || "body";
  return { field: field.slice(0, 64), code, message };
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" && issue.message === "is required") return "required";
  if (issue.code === "invalid_type" && issue.input === undefined) return "required";
  return { too_small: "too_small", too_big: "too_big" }[issue.code as string] ?? "invalid";
}
