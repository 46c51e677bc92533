import type { Trail } from "@/components/passes/query/opened-list";
import { formatCount } from "@/lib/format";

/* The tab keeps only a stretch of the list. */
const MOST_IDS = 400;

/** The passes before and after the open one, as far as the trail knows them; null if it does not. Pure. */
export function neighboursInTrail({ ids, passId }: Trail): { prev: string | null; next: string | null } {
  const at = ids.indexOf(passId);
  return at === -1 ? { prev: null, next: null } : { prev: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

/** The trail after moving to the next or previous pass; at its ends, the trail grows by that pass. Pure. */
export function walkedTo(trail: Trail, passId: string, side: "prev" | "next"): Trail {
  const { ids, first } = trail;
  const next = { ...trail, passId, from: trail.passId };
  if (ids.includes(passId)) return next;
  const end = side === "next" ? ids.at(-1) : ids[0];
  // The pass is not at an end: the list has changed, so nothing is known about the places around it.
  if (end !== trail.passId || ids.length >= MOST_IDS) return { ...next, ids: [passId], first: null };
  if (side === "next") return { ...next, ids: [...ids, passId] };
  const before = first !== null && first > 1 ? first - 1 : null;
  return { ...next, ids: [passId, ...ids], first: before };
}

/** The position of the open pass, as in "2 of 1,204"; null if the position or the total is unknown. Pure. */
export function placeInTrail({ ids, passId, first, total }: Trail): string | null {
  const at = ids.indexOf(passId);
  return first === null || total === null || at === -1 ? null : `${formatCount(first + at)} of ${total}`;
}
