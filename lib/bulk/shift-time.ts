import { timeWriter, type TimeWriter } from "@/lib/csv/zoned-time";
import { shiftDate } from "@/lib/time/local-day";
import { foldOf, fromLocalInput, toLocalInput } from "@/lib/time/local-time";

/**
 * How far a time moves. Minutes and hours have a fixed length; days and weeks are calendar days in the agency's zone.
 */
export interface TimeShift {
  /** Negative for earlier; never zero. */
  amount: number;
  unit: "m" | "h" | "d" | "w";
}

const WRITTEN = /^([+-])(\d{1,4})([mhdw])$/;
const MINUTE_MS = 60_000;
const FIXED_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS };
const DAYS = { d: 1, w: 7 };

/** Parses `+2d`, `-3h`, `+30m`, `+1w`; null for anything else and for a shift of zero. Pure. */
export function parseShift(text: string): TimeShift | null {
  const [, sign, digits, unit] = WRITTEN.exec(text) ?? [];
  const amount = Number(digits) * (sign === "-" ? -1 : 1);
  return unit === undefined || amount === 0 ? null : { amount, unit: unit as TimeShift["unit"] };
}

/**
 * Moves an ISO instant. A move by days keeps the time on the clocks of `zone`; if the clocks skip that time, the result
 * is later by as much as they moved forward. A time that happens twice stays the first or the second of the two. Pure.
 */
export function shiftTime(iso: string, { amount, unit }: TimeShift, zone: string): string {
  const at = Date.parse(iso);
  if (unit === "m" || unit === "h") return new Date(at + amount * FIXED_MS[unit]).toISOString();
  const days = amount * DAYS[unit];
  const moved = new Date(at + days * 24 * 60 * MINUTE_MS).toISOString();
  // Nearly always both have the same offset.
  if (offsetOf(iso, zone) === offsetOf(moved, zone)) return moved;
  return onTheClocks(iso, days, zone);
}

function onTheClocks(iso: string, days: number, zone: string): string {
  const local = toLocalInput(iso, zone);
  const meant = fromLocalInput(`${shiftDate(local.slice(0, 10), days)}${local.slice(10)}`, zone);
  if (meant.kind === "invalid") throw new Error(`${iso} cannot be moved by ${days} days in ${zone}`);
  const second =
    meant.kind === "one" ? meant.iso : meant.kind === "two" ? meant[foldOf(iso, zone)] : meant.forward;
  return `${second.slice(0, 19)}${iso.slice(19)}`;
}

const writers = new Map<string, TimeWriter>();

function offsetOf(iso: string, zone: string): string {
  const write = writers.get(zone) ?? timeWriter(zone);
  writers.set(zone, write);
  return write(iso).slice(23);
}
