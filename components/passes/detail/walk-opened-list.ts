import type { Trail } from "@/components/passes/query/opened-list";
import { formatCount } from "@/lib/format";

/* The tab keeps a stretch of the list, not the list. */
const MOST_IDS = 400;

/** The passes beside the open one as far as the trail knows them; null where it does not. Pure. */
export function neighboursInTrail({ ids, passId }: Trail): { prev: string | null; next: string | null } {
  const at = ids.indexOf(passId);
  return at === -1 ? { prev: null, next: null } : { prev: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

/** The trail after going on to the pass on that side; beyond its ends it grows by it. Pure. */
export function walkedTo(trail: Trail, passId: string, side: "prev" | "next"): Trail {
  const { ids, first } = trail;
  const next = { ...trail, passId, from: trail.passId };
  if (ids.includes(passId)) return next;
  const end = side === "next" ? ids.at(-1) : ids[0];
  // From the middle: the list has changed since, so nothing is known of the places around.
  if (end !== trail.passId || ids.length >= MOST_IDS) return { ...next, ids: [passId], first: null };
  if (side === "next") return { ...next, ids: [...ids, passId] };
  const before = first !== null && first > 1 ? first - 1 : null;
  return { ...next, ids: [passId, ...ids], first: before };
}

/** Which of how many the open pass is, as in "2 of 1,204"; null where either is not known. Pure. */
export function placeInTrail({ ids, passId, first, total }: Trail): string | null {
  const at = ids.indexOf(passId);
  return first === null || total === null || at === -1 ? null : `${formatCount(first + at)} of ${total}`;
}
