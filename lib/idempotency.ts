import "server-only";
import { hash, randomBytes } from "node:crypto";
import { canonicalJson } from "./canonical-json";
import { invalidParameter } from "./errors";

/* An operation is one acknowledged change; its id makes asking twice harmless and a lost answer findable. */
export interface Operation {
  id: string;
  /** What was asked, so that the same key with another request is noticed. */
  requestHash: string;
  /** The caller gave a key: the operation may have been done before. */
  isRepeatable: boolean;
}

/** The operation a request stands for: the same for the same person, act, subject and key, and unique without a key. */
export function operationFor(
  scope: { actorId: string; act: string; subjectId: string; key: string | null },
  request: unknown,
): Operation {
  const { actorId, act, subjectId, key } = scope;
  return {
    id:
      key === null
        ? randomBytes(32).toString("hex")
        : hash("sha256", JSON.stringify([actorId, act, subjectId, key])),
    requestHash: hash("sha256", canonicalJson(request)),
    isRepeatable: key !== null,
  };
}

/** Null without a key. Throws 400 for one that is empty, too long or not printable. */
export function parseIdempotencyKey(header: string | null): string | null {
  if (header === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw invalidParameter("Idempotency-Key", "Idempotency-Key must be 1 to 255 printable characters.");
  }
  return header;
}
