import type { OpenedList } from "@/components/passes/query/opened-list";
import { formatCount } from "@/lib/format";

/* The tab keeps only a stretch of the list. */
const MOST_IDS = 400;

/** The passes before and after the open one, as far as the opened list is known; null if it is not. Pure. */
export function neighboursInList({ ids, passId }: OpenedList): { prev: string | null; next: string | null } {
  const at = ids.indexOf(passId);
  return at === -1 ? { prev: null, next: null } : { prev: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

/** The opened list after moving to the next or previous pass; at its ends it grows by that pass. Pure. */
export function walkedTo(opened: OpenedList, passId: string, side: "prev" | "next"): OpenedList {
  const { ids, first } = opened;
  const next = { ...opened, passId, from: opened.passId };
  if (ids.includes(passId)) return next;
  const end = side === "next" ? ids.at(-1) : ids[0];
  // The pass is not at an end: the list has changed, so nothing is known about the places around it.
  if (end !== opened.passId || ids.length >= MOST_IDS) return { ...next, ids: [passId], first: null };
  if (side === "next") return { ...next, ids: [...ids, passId] };
  const before = first !== null && first > 1 ? first - 1 : null;
  return { ...next, ids: [passId, ...ids], first: before };
}

/** The position of the open pass, as in "2 of 1,204"; null if the position or the total is unknown. Pure. */
export function placeInList({ ids, passId, first, total }: OpenedList): string | null {
  const at = ids.indexOf(passId);
  return first === null || total === null || at === -1 ? null : `${formatCount(first + at)} of ${total}`;
}
