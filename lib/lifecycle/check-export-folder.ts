import "server-only";
import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { env } from "@/lib/env";

/**
 * Why background exports cannot work in `EXPORT_DIR`: a sentence, or null. Never creates the folder, because one that is
 * missing may be a disk that is not mounted.
 */
export async function checkExportFolder(): Promise<string | null> {
  const folder = resolve(/*turbopackIgnore: true*/ env().EXPORT_DIR);
  try {
    if (!(await stat(folder)).isDirectory()) return `EXPORT_DIR is not a folder: ${folder}.`;
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return `EXPORT_DIR does not exist: create ${folder}, or mount its disk.`;
    return `EXPORT_DIR cannot be read and written by this user: ${folder}.`;
  }
}
