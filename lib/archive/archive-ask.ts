import { z } from "zod";
import { WrittenByNewer } from "@/lib/fields/stored-word";
import { ARCHIVABLE_STATUSES, ARCHIVE_DIRECTIONS, ARCHIVE_EXCLUSIONS, type ArchivePolicy } from "./archive";

/* The request for a run as it comes in, and the stored ask, which means the same passes for every attempt. */

const MOST_DAYS = 36_500;
const MOST_PICKED = 1000;

const unique = <T>(values: T[]): T[] => [...new Set(values)];
const days = (least: number) =>
  z
    .int("must be a whole number of days")
    .min(least, `must be at least ${least}`)
    .max(MOST_DAYS, `must be at most ${MOST_DAYS}`);

export const archivePolicySchema = z.strictObject({
  age_days: days(1),
  statuses: z.array(z.enum(ARCHIVABLE_STATUSES)).min(1, "must name at least one status").transform(unique),
  exclusions: z.array(z.enum(ARCHIVE_EXCLUSIONS)).transform(unique),
  recent_order_days: days(1),
});

export const archivePolicyChangeSchema = archivePolicySchema.partial();

const passIds = z
  .array(z.string().regex(/^[1-9]\d{0,9}$/, "must be ids of passes, digits only"))
  .min(1, "must name at least one pass")
  .max(MOST_PICKED, `must be at most ${MOST_PICKED}; choose by a filter instead`)
  .transform(unique);

export const archiveRequestSchema = z.strictObject({
  direction: z.enum(ARCHIVE_DIRECTIONS).default("archive"),
  /** The query of a list, as an object or as `{"search": "status=EXPIRED"}`. */
  query: z.record(z.string(), z.unknown()).optional(),
  /** Fields that differ from the policy in force; `{}` means the policy in force. */
  policy: archivePolicyChangeSchema.optional(),
  pass_ids: passIds.optional(),
  dry_run: z.boolean().default(false),
  reason: z.string().trim().min(3).max(500).optional(),
});

export type ArchiveRequest = z.output<typeof archiveRequestSchema>;

const storedSchema = z.strictObject({
  as_of: z.iso.datetime(),
  policy: archivePolicySchema.nullable(),
  search: z.string().nullable(),
  pass_ids: z.array(z.string()).nullable(),
  reason: z.string().nullable(),
});

/**
 * The ask of a run; exactly one of `policy`, `search` and `pass_ids` is set. `as_of` is the instant of the request,
 * which "now" refers to.
 */
export type ArchiveAsk = z.output<typeof storedSchema>;

/** The ask of a stored run; null for one that only a newer version can read, every member of which may matter. Pure. */
export function storedAsk(stored: unknown): ArchiveAsk | null {
  return storedSchema.safeParse(stored).data ?? null;
}

/** The ask of a stored run, for acting upon it. Throws `WrittenByNewer`. */
export function parseAsk({ id, ask }: { id: number | string; ask: unknown }): ArchiveAsk {
  const known = storedAsk(ask);
  if (known === null) throw new WrittenByNewer(`Archive run ${id}`);
  return known;
}

export function withPolicyChange(
  policy: ArchivePolicy,
  change: z.output<typeof archivePolicyChangeSchema>,
): ArchivePolicy {
  const { age_days, statuses, exclusions, recent_order_days } = change;
  return {
    age_days: age_days ?? policy.age_days,
    statuses: statuses ?? policy.statuses,
    exclusions: exclusions ?? policy.exclusions,
    recent_order_days: recent_order_days ?? policy.recent_order_days,
  };
}
