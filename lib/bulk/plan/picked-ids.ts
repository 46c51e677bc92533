import { invalidParameter } from "@/lib/errors";

/** Ids of passes from an address, each once. Throws 400 for anything else, and for more than `most`. */
export function parsePickedIds(text: string, most: number): string[] {
  const ids = [...new Set(text.split(","))];
  if (!ids.every((id) => /^[1-9]\d{0,9}$/.test(id))) {
    throw invalidParameter("pass_id", "pass_id must be ids of passes, digits with commas between.");
  }
  if (ids.length > most) {
    throw invalidParameter(
      "pass_id",
      `At most ${most} passes are picked one by one. Select them by a filter.`,
    );
  }
  return ids;
}
