import { formatCount } from "@/lib/format";
import type {
  ArchiveDirection,
  ArchiveExclusion,
  ArchivePlan,
  ArchivePolicy,
  ArchiveRun,
  ArchiveState,
} from "@/lib/archive/archive";

export const EXCLUSION_WORDS: Record<ArchiveExclusion, string> = {
  drift: "Portal and provider differ",
  pinned: "A field is held by a pin",
  noted: "Somebody left a note",
  recent_orders: "Its order is recent",
};

const WHY_WORDS: Record<ArchivePlan["kept"][number]["why"], string> = {
  drift: "portal and provider differ",
  pinned: "a field is pinned",
  noted: "a note was left",
  recent_orders: "their order is recent",
  referred: "another table of the portal refers to them",
  not_ended: "not expired",
};

export const DIRECTION_WORDS: Record<ArchiveDirection, string> = { archive: "Archive", restore: "Restore" };

export const STATE_WORDS: Record<
  ArchiveState,
  { label: string; tone: "neutral" | "info" | "ok" | "bad" | "warn" }
> = {
  queued: { label: "Queued", tone: "neutral" },
  running: { label: "Running", tone: "info" },
  cancelling: { label: "Stopping", tone: "warn" },
  cancelled: { label: "Stopped", tone: "neutral" },
  done: { label: "Done", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
};

/** "1 pass", "12,345 passes". Pure. */
export function passesText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "pass" : "passes"}`;
}

/** Which passes stay and why; a reason that applies to no pass is left out. Pure. */
export function keptText({ kept }: ArchivePlan): string {
  return kept
    .filter(({ count }) => count > 0)
    .map(({ why, count }) => `${formatCount(count)} ${WHY_WORDS[why]}`)
    .join(", ");
}

/** What a run was asked to do, in a few words. Pure. */
export function askedText({ direction, policy, search, pass_ids }: ArchiveRun): string {
  if (policy) return `By policy: expired for ${formatCount(policy.age_days)} days`;
  if (pass_ids?.length === 1) return `Pass ${pass_ids[0] ?? ""}`;
  if (pass_ids) return `${passesText(pass_ids.length)} by number`;
  if (search === null) return "Asked for in a way that this version does not know";
  const where = direction === "archive" ? "a filtered list" : "the archive";
  return search === "archived=only" ? "All archived passes" : `Passes of ${where}`;
}

export function isMoving({ state }: ArchiveRun): boolean {
  return state === "queued" || state === "running" || state === "cancelling";
}

/** Progress of a run in percent, 0 to 100; null while the total is unknown. Pure. */
export function percentOf({ rows_done, rows_kept, rows_total, state }: ArchiveRun): number | null {
  if (state === "done") return 100;
  if (rows_total === null) return null;
  if (rows_total === 0) return 100;
  return Math.min(100, Math.floor(((rows_done + rows_kept) / rows_total) * 100));
}

export function isSamePolicy(a: ArchivePolicy, b: ArchivePolicy): boolean {
  const plain = ({ statuses, exclusions, ...days }: ArchivePolicy) =>
    JSON.stringify([days.age_days, days.recent_order_days, statuses.toSorted(), exclusions.toSorted()]);
  return plain(a) === plain(b);
}
