import type { z } from "zod";
import type { FieldError } from "@/lib/errors";

/** The problems of a refused value, one per field at fault, under the names the caller used. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") {
      return [{ field: path.join("."), code: issue.code, message: issue.message }];
    }
    return issue.keys.map((key) => ({
      field: [...path, key].join("."),
      code: "unknown_field",
      message: "There is no field of this name.",
    }));
  });
}
