import "server-only";
import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import { env } from "@/lib/env";

/**
 * Why the log cannot be anchored in `AUDIT_ANCHOR_FILE`: a sentence, or null. Never creates the file, because one that is
 * missing may be on a disk that is not mounted.
 */
export async function checkAnchorFile(): Promise<string | null> {
  const { AUDIT_ANCHOR_FILE } = env();
  if (AUDIT_ANCHOR_FILE === undefined) return null;
  const file = resolve(/*turbopackIgnore: true*/ AUDIT_ANCHOR_FILE);
  try {
    await access(file, constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return `AUDIT_ANCHOR_FILE does not exist: create ${file}, or mount its disk.`;
    return `AUDIT_ANCHOR_FILE cannot be read and appended to by this user: ${file}.`;
  }
}
