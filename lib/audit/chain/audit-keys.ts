import "server-only";
import { createHmac, createSecretKey, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

/** What a mac stands for, so that none can pass for another's. */
type Sealed = "entry" | "link" | "seal";

/** One key of the log: the mac (64 hexadecimal digits) of a text as what it stands for. */
export type AuditKey = (sealed: Sealed, text: string) => string;
export type AuditKeys = readonly [signing: AuditKey, ...older: AuditKey[]];

let known: AuditKeys | undefined;

/** The keys of this installation: the first signs, every one verifies. Throws `EnvError` without a usable environment. */
export function auditKeys(): AuditKeys {
  known ??= auditKeysFrom(env());
  return known;
}

/** The keys of given secrets. The one from `AUTH_SECRET` stays last, so that a log begun with it still verifies. Pure. */
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
