import { type CorrectionBody, correctionSchema } from "./correction-rules";
import { parseAct } from "@/lib/http/parse-act";

/**
 * Parses the body of a correction. Throws 400 for unknown members or a body that is not an object, and 422 naming every
 * field with an impossible value.
 */
export function parseCorrection(body: unknown): CorrectionBody {
  return parseAct(correctionSchema, body, "is not a field that can be corrected");
}
