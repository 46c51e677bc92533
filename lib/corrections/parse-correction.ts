import { type CorrectionBody, correctionSchema } from "./correction-rules";
import { parseAct } from "@/lib/http/parse-act";

/**
 * The body of a correction. Throws 400 for members that do not exist or a body that is no object, and 422 naming every
 * field whose value is not possible.
 */
export function parseCorrection(body: unknown): CorrectionBody {
  return parseAct(correctionSchema, body, "is not a field that can be corrected");
}
