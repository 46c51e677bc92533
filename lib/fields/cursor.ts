import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/*
 * A cursor is a signed statement of where a page starts. It is bound to the person and the query it was made for: one
 * that was cut, edited or used elsewhere is refused instead of answering other rows.
 */

function seal(payload: string, binding: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET)
    .update(`cursor\0${binding}\0${payload}`)
    .digest()
    .subarray(0, 16);
}

/** Signs `payload` (JSON values) into text that opens only with the same `binding`. */
export function sealCursor(payload: unknown, binding: string): string {
  const text = JSON.stringify(payload);
  return Buffer.concat([seal(text, binding), Buffer.from(text)]).toString("base64url");
}

/** The payload of a cursor. Throws 400 `invalid_cursor` for any other text or binding. */
export function openCursor(cursor: string, binding: string): unknown {
  const refused = () =>
    new AppError(
      "invalid_cursor",
      "This page link does not belong to this list. Start again from the first page.",
      {
        errors: [{ field: "cursor", code: "invalid_cursor", message: "not a cursor of this query" }],
      },
    );
  const bytes = Buffer.from(cursor, "base64url");
  // The decoder skips characters it does not know, but a cursor has exactly one spelling.
  if (bytes.length < 18 || bytes.toString("base64url") !== cursor) throw refused();
  const text = bytes.subarray(16).toString();
  if (!timingSafeEqual(bytes.subarray(0, 16), seal(text, binding))) throw refused();
  return JSON.parse(text);
}
