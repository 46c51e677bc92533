import { z } from "zod";
import { invalidParameter } from "@/lib/errors";
import { nextRun } from "./next-run";
import { SCHEDULE_KINDS } from "./schedule";

const LONGEST_PAYLOAD = 8000;
const name = z
  .string()
  .trim()
  .min(1, "The name must not be empty.")
  .max(120, "The name has at most 120 characters.");
const cron = z.string().max(64);
const payload = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= LONGEST_PAYLOAD, "The request is too long to be kept.");

export const newScheduleSchema = z.strictObject({ name, kind: z.enum(SCHEDULE_KINDS), cron, payload });
export const scheduleChangeSchema = z
  .strictObject({ name, cron, payload, is_enabled: z.boolean() })
  .partial()
  .refine((sent) => Object.keys(sent).length > 0, "Send at least one field to change.");

export type NewSchedule = z.output<typeof newScheduleSchema>;
export type ScheduleRequest = z.output<typeof scheduleChangeSchema>;

/**
 * The next run of a person's cron line after `now`, on the clocks of `zone`. Throws `invalid_parameter` for a line that
 * cannot be read, runs more than once an hour, or never runs.
 */
export function firstRun(line: string, zone: string, now: Date): Date {
  const parts = line.trim().split(/\s+/);
  if (parts.length !== 5) {
    throw invalidParameter("cron", "The time has five parts: minute, hour, day, month, weekday.");
  }
  if (!/^([0-9]|[1-5][0-9])$/.test(parts[0] ?? "")) {
    throw invalidParameter("cron", "A schedule runs at most once an hour: the minute must be one number.");
  }
  let next: Date | null;
  try {
    next = nextRun(line, zone, now);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw invalidParameter(
      "cron",
      "The time cannot be read. An example: 0 6 * * 1 is every Monday at 6:00 AM.",
    );
  }
  if (next === null) throw invalidParameter("cron", "This time never comes.");
  return next;
}
