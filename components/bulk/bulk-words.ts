import { isTimeField } from "@/components/corrections/correction-draft";
import { valueText } from "@/components/corrections/value-text";
import type { Bulk, BulkCounts, BulkState, BulkValue } from "@/lib/bulk/bulk";
import { aboutText } from "@/components/jobs/wait-words";
import { besideWord } from "@/lib/fields/stored-word";
import { formatCount } from "@/lib/format";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import type { ReadingClock } from "@/lib/time/reading-clock";

const UNITS: Readonly<Record<string, string>> = { m: "minute", h: "hour", d: "day", w: "week" };

/** A change in words: "Add 2 days", "Take off 3 hours", "Used up", "Empty". */
export function changeText(
  field: CorrectableField,
  value: BulkValue | undefined,
  clock: ReadingClock,
): string {
  if (typeof value === "object" && value !== null) return shiftText(value.shift);
  return valueText(field, value ?? null, clock) ?? (isTimeField(field) ? "None" : "Empty");
}

function shiftText(shift: string): string {
  const [, sign, amount = "", unit = ""] = /^([+-])(\d+)([mhdw])$/.exec(shift) ?? [];
  const name = UNITS[unit];
  if (name === undefined) return shift;
  const span = `${amount}\u00a0${name}${Number(amount) === 1 ? "" : "s"}`;
  return sign === "-" ? `Take off ${span}` : `Add ${span}`;
}

/** "1,131 passes", "1 pass". */
export function passes(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "pass" : "passes"}`;
}

export function bulkTitle({ undo_of, state, counts }: Pick<Bulk, "undo_of" | "state" | "counts">): string {
  if (state === "planning") return undo_of === null ? "Correct passes" : "Undo a correction";
  const act = undo_of === null ? "Correct" : "Undo";
  const count = state === "planned" ? counts.matched : counts.will_change;
  return undo_of === null ? `${act} ${passes(count)}` : `${act} the correction of ${passes(count)}`;
}

type Tone = "neutral" | "ok" | "warn" | "bad" | "info" | "accent";

export function stateWords(
  bulk: Pick<Bulk, "state" | "counts" | "needs_approval" | "approved" | "undone_by" | "started_on">,
): {
  label: string;
  tone: Tone;
} {
  if (bulk.state === "planned" && bulk.needs_approval && bulk.approved === null)
    return { label: "Waiting for approval", tone: "warn" };
  if (bulk.state === "cancelled" && bulk.started_on === null) return { label: "Discarded", tone: "neutral" };
  if (bulk.undone_by !== null) return { label: "Undone", tone: "neutral" };
  if (bulk.state === "done" && bulk.counts.failed > 0) return { label: "Done with failures", tone: "warn" };
  return besideWord(STATES, bulk.state, { label: bulk.state, tone: "neutral" });
}

const STATES: Record<BulkState, { label: string; tone: Tone }> = {
  planning: { label: "Planning", tone: "info" },
  planned: { label: "Ready to run", tone: "accent" },
  queued: { label: "Starting", tone: "info" },
  running: { label: "Running", tone: "info" },
  pausing: { label: "Pausing", tone: "warn" },
  paused: { label: "Paused", tone: "warn" },
  cancelling: { label: "Stopping", tone: "warn" },
  cancelled: { label: "Stopped", tone: "neutral" },
  done: { label: "Done", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
};

const BUSY: ReadonlySet<string> = new Set(["planning", "queued", "running", "pausing", "cancelling"]);

/** Whether the state changes by itself, so that the page must poll. */
export function isBusy(state: Bulk["state"]): boolean {
  return BUSY.has(state);
}

const ENDED: ReadonlySet<string> = new Set(["done", "cancelled", "failed"]);

/** Whether it was ever started, so that its page shows the run instead of the plan. */
export function hasRun({ state, started_on }: Pick<Bulk, "state" | "started_on">): boolean {
  if (state === "planning" || state === "planned") return false;
  return started_on !== null || !ENDED.has(state);
}

/** How many passes the run has processed. */
export function doneOf(counts: BulkCounts): number {
  return counts.changed + counts.skipped + counts.failed;
}

/** How many passes the run has yet to change. */
export function waitingOf(counts: BulkCounts): number {
  return Math.max(0, counts.will_change - doneOf(counts));
}

/** Progress in percent; 100 only when every pass is done. */
export function percentOf(counts: BulkCounts): number {
  if (counts.will_change === 0) return 100;
  return Math.floor((100 * doneOf(counts)) / counts.will_change);
}

/* The least the server manages, so that the estimate holds on a bad day. */
const ROWS_PER_S = 2_500;

/** How long a run of this size will take, before anything is measured. */
export function expectedText(count: number): string {
  return count < ROWS_PER_S ? "a few seconds" : aboutText(count / ROWS_PER_S);
}
