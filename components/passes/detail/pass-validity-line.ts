import { formatDuration } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { passStatus, settledStatus, type PassStatus } from "@/lib/passes/pass-status";

/** A moment on the line; `at` is in percent of its width. */
export interface LineMark {
  key: "created" | "used" | "end";
  label: string;
  iso: string;
  at: number;
}

export interface LineSpan {
  from: number;
  to: number;
  look: "waiting" | "ride" | "left" | "usable" | "over" | "differs";
  text: string | null;
}

export interface ValidityLine {
  marks: LineMark[];
  spans: LineSpan[];
  /** The present moment, in percent of the width. */
  now: number;
}

// Seven days and three hours cannot both be drawn to scale, so the parts have fixed shares and each stays readable.
const USED_AT = 36;
const ENDED_AT = 68;
const UNUSED_END = 100;
const NOW_MIN = 3;
const NOW_MAX = 94;

/** Null if no moment is known, or only the expiration: then there is nothing to draw. Pure. */
export function validityLine(pass: Pass, now: Date): ValidityLine | null {
  const status = passStatus(pass, now);
  const isOver = pass.expiration !== null && Date.parse(pass.expiration) <= now.getTime();
  const marks = marksOf(pass, isOver);
  const first = marks[0];
  if (!first || (marks.length < 2 && pass.expiration !== null)) return null;
  const here = isOver ? 100 : nowAt(marks, now);
  return { marks, spans: spansOf(pass, marks, { status, isOver, here, now }), now: here };
}

function marksOf(pass: Pass, isOver: boolean): LineMark[] {
  const end = isOver ? ENDED_AT : UNUSED_END;
  const usedAt = pass.time_created === null ? 0 : USED_AT;
  const marks: (LineMark | null)[] = [
    pass.time_created === null ? null : { key: "created", label: "Created", iso: pass.time_created, at: 0 },
    pass.time_used === null ? null : { key: "used", label: "First used", iso: pass.time_used, at: usedAt },
    pass.expiration === null
      ? null
      : { key: "end", label: isOver ? "Expired" : "Expires", iso: pass.expiration, at: end },
  ];
  return marks.filter((mark) => mark !== null);
}

/** The position of now between the marks on both sides, to scale; a sliver stays visible at either end. */
function nowAt(marks: readonly LineMark[], now: Date): number {
  const from = marks.filter(({ iso }) => Date.parse(iso) <= now.getTime()).at(-1);
  const to = marks.find(({ iso }) => Date.parse(iso) > now.getTime());
  if (!from) return NOW_MIN;
  if (!to) return Math.min(NOW_MAX, from.at + (100 - from.at) / 2);
  const span_ms = Date.parse(to.iso) - Date.parse(from.iso);
  const part = (now.getTime() - Date.parse(from.iso)) / span_ms;
  const at = from.at + part * (to.at - from.at);
  return Math.min(NOW_MAX, Math.max(NOW_MIN, at));
}

interface Place {
  status: PassStatus;
  isOver: boolean;
  here: number;
  now: Date;
}

function spansOf(pass: Pass, marks: readonly LineMark[], place: Place): LineSpan[] {
  const [created, used, end] = (["created", "used", "end"] as const).map((key) =>
    marks.find((mark) => mark.key === key),
  );
  const { isOver, here, now } = place;
  const spans: LineSpan[] = [];
  if (created && used)
    spans.push({ ...between(created, used), look: "waiting", text: lasting(created, used, "waiting") });
  const start = used ?? created;
  if (!start) return spans;
  if (isOver && end) {
    const text = used ? lasting(used, end, "ride window") : lasting(start, end, "unused");
    spans.push({ ...between(start, end), look: used ? "ride" : "waiting", text });
    spans.push({ from: end.at, to: 100, look: stillValidByWord(pass) ? "differs" : "over", text: null });
    return spans;
  }
  spans.push({ from: start.at, to: here, look: used ? "ride" : "waiting", text: null });
  if (end) {
    const left = formatDuration(Date.parse(end.iso) - now.getTime());
    spans.push({
      from: here,
      to: end.at,
      look: LEFT_LOOK[place.status] ?? "over",
      text: `${left} left`,
    });
  } else spans.push({ from: here, to: 100, look: "over", text: null });
  return spans;
}

const LEFT_LOOK: Partial<Record<PassStatus, LineSpan["look"]>> = { USABLE: "usable", USING: "left" };

function between(from: LineMark, to: LineMark) {
  return { from: from.at, to: to.at };
}

function lasting(from: LineMark, to: LineMark, what: string): string | null {
  const span_ms = Date.parse(to.iso) - Date.parse(from.iso);
  return span_ms > 0 ? `${formatDuration(span_ms)} ${what}` : null;
}

/** Whether the provider status, taken alone, says that the pass still works. */
export function stillValidByWord(pass: Pass): boolean {
  const word = settledStatus({ ...pass, time_used: null, uses_count: null });
  return word === "USABLE" || word === "USING";
}
