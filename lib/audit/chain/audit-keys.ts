import "server-only";
import { createHmac, createSecretKey, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

/** The kind of text a mac is made of, so that no mac is valid for a text of another kind. */
type Sealed = "entry" | "link" | "seal" | "head" | "check";

/** One key of the log: answers the mac (64 hexadecimal digits) of a text of one kind. */
export type AuditKey = (sealed: Sealed, text: string) => string;
export type AuditKeys = readonly [signing: AuditKey, ...older: AuditKey[]];

let known: AuditKeys | undefined;

/** The keys of this installation: the first signs, all verify. Throws `EnvError` without a usable environment. */
export function auditKeys(): AuditKeys {
  known ??= auditKeysFrom(env());
  return known;
}

/**
 * The keys made from given secrets. The key from `AUTH_SECRET` stays last, so that a log begun with it still verifies.
 * Pure.
 */
export function auditKeysFrom(secrets: {
  AUTH_SECRET: string;
  AUDIT_KEYS?: readonly string[] | undefined;
}): AuditKeys {
  const derived = auditKey(secrets.AUTH_SECRET);
  const [first, ...others] = (secrets.AUDIT_KEYS ?? []).map(auditKey);
  return first ? [first, ...others, derived] : [derived];
}

function auditKey(secret: string): AuditKey {
  const key = createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", "passdesk audit log", 32)));
  return (sealed, text) => createHmac("sha256", key).update(`${sealed}\n${text}`).digest("hex");
}
