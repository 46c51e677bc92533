import { randomBytes } from "node:crypto";

type Ending = "part" | "ids";

/** A file name that no other run uses. */
export function ownName(exportId: string, ending: Ending): string {
  return `${exportId}.${randomBytes(6).toString("hex")}.${ending}`;
}

/** Whether a name is one that `ownName` makes for this export. Pure. */
export function isOwnName(exportId: string, ending: Ending, name: string): boolean {
  const [id, random = "", end, ...more] = name.split(".");
  return id === exportId && /^[0-9a-f]{12}$/.test(random) && end === ending && more.length === 0;
}
