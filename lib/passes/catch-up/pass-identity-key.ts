import "server-only";
import { createHash } from "node:crypto";

/* What the column of identities keeps as it is. */
const PLAIN = /^(?!~)[ -~]{0,127}[!-~]$/;

/**
 * The text under which a pass is registered: its provider's id, or a hash of it if the id has other than plain
 * characters, ends in a space, or is too long. Ids that differ in anything, case and spaces included, have different
 * keys. Null for no id at all. Pure.
 */
export function passIdentityKey(pass_uuid: string | null): string | null {
  if (pass_uuid === null || pass_uuid.trim() === "") return null;
  return PLAIN.test(pass_uuid) ? pass_uuid : `~${createHash("sha256").update(pass_uuid).digest("hex")}`;
}
