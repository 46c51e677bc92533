import "server-only";
import { hash, randomBytes } from "node:crypto";
import type { AskedAct } from "./acts";
import type { Actor, Context } from "./context";
import { canonicalJson } from "./canonical-json";
import { invalidParameter } from "./errors";

/* An operation is one acknowledged change. Its id makes repeats harmless and lets a lost answer be found. */
export interface Operation {
  id: string;
  /** Hash of the request, to detect the same key used for another request. */
  requestHash: string;
  /** True if the caller gave a key: the operation may have been done before. */
  isRepeatable: boolean;
}

/**
 * The operation of the request that is being answered, for `acknowledge`: what `act` makes of `subjectId`, asked for by
 * `request`.
 */
export function operationOf(
  { repeat }: Pick<Context, "repeat">,
  { actor, act, subjectId = "" }: { actor: Pick<Actor, "id">; act: AskedAct; subjectId?: string },
  request: unknown = null,
): Operation {
  return operationFor({ actorId: actor.id, act, subjectId, key: repeat.key }, request);
}

/** The operation of a request: the same for the same person, act, subject and key; unique without a key. */
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

/** The key in the header; null without one. Throws 400 for a key that is empty, too long or not printable. */
export function parseIdempotencyKey(header: string | null): string | null {
  if (header === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw invalidParameter("Idempotency-Key", "Idempotency-Key must be 1 to 255 printable characters.");
  }
  return header;
}
