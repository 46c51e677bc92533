import { z } from "zod";
import { isTimeZone } from "@/lib/time/local-time";

/* What a product allows, as the agency sets it. The provider's own expiration always wins; the rule explains it. */

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write the time as HH:MM, 00:00 to 23:59.");

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, "This is not a time zone. Write it like America/Chicago.");

const LONGEST_WINDOW_MIN = 366 * 24 * 60;

const rideWindow = z.discriminatedUnion("kind", [
  /** Minutes counted from first use. */
  z.strictObject({
    kind: z.literal("elapsed"),
    minutes: z.int("Write whole minutes.").min(1, "At least one minute.").max(LONGEST_WINDOW_MIN),
  }),
  /** Until the service day ends in `zone`. */
  z.strictObject({ kind: z.literal("service_day"), cutoff: clockTime, zone: timeZone }),
  /** A use opens no window. */
  z.strictObject({ kind: z.literal("none") }),
]);

/** When a product may be activated. Days are 1 (Monday) to 7; times are `HH:MM` on the clocks of `zone`. */
const activation = z.strictObject({
  days: z.array(z.int().min(1).max(7)).nonempty("Choose at least one day."),
  from: clockTime,
  until: clockTime,
  zone: timeZone,
});

export const fareRuleSchema = z.strictObject({
  window: rideWindow,
  /** Days an unused pass stays valid; null for no limit. */
  shelf_life_days: z.int("Write whole days.").min(1, "At least one day.").max(36_600).nullable(),
  /** Empty means any time. */
  activation: z.array(activation).max(14),
  /** Given by the loyalty program, not sold. */
  is_reward: z.boolean(),
  /** Not confirmed by anybody. */
  is_assumed: z.boolean(),
  source: z.string().trim().min(1, "Write the source or leave it out.").max(255).nullable(),
});
export type FareRule = z.infer<typeof fareRuleSchema>;

/** A product that has passes, with its rule or null. */
export interface ProductRule {
  provider: string;
  product_uuid: string;
  product_name: string | null;
  rule: FareRule | null;
  /** ISO 8601 UTC; null without a rule. */
  modified_on: string | null;
}
