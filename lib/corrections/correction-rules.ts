import { z } from "zod";
import type { FieldError } from "@/lib/errors";
import { reasonNote } from "@/lib/fields/reason-note";
import type { Pass } from "@/lib/passes/pass";
import type { CorrectableField, PASS_FIELDS } from "@/lib/passes/pass-fields";
import { PROVIDER_STATUSES } from "@/lib/passes/pass-status";

/* The rules for a correction, the same in the form and on the server. Pure, safe in the browser. */

export const REASONS = {
  service_disruption: "Service disruption",
  wrong_time: "Wrong time",
  wrong_rider: "Wrong rider",
  provider_error: "Provider error",
  duplicate: "Duplicate",
  other: "Other",
} as const;
export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]];

/**
 * The correctable fields with the values of the row; `status` is the provider status. Times are ISO with milliseconds.
 */
export type PassState = {
  [F in CorrectableField]: F extends "status" ? Pass["provider_status"] : Pass[F];
};

/** The declared kind of each correctable field, in the order of the form. */
export const CORRECTABLE_KINDS = {
  status: "code",
  user_id: "id",
  time_used: "time",
  expiration: "time",
  allowed_uses: "count",
  uses_count: "count",
  product_name: "text",
  product_uuid: "id",
  order_uuid: "id",
} as const satisfies { [F in CorrectableField]: (typeof PASS_FIELDS)[F]["kind"] };

export const EMPTY_STATE = Object.fromEntries(
  Object.keys(CORRECTABLE_KINDS).map((field) => [field, null]),
) as unknown as PassState;

const MAX_INT = 2_147_483_647;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const riderId = z
  .string("must be a rider's number")
  .regex(/^[1-9]\d{0,9}$/, "must be a rider's number, digits only")
  .refine((text) => Number(text) <= MAX_INT, "is not a rider's number");

const providerId = z
  .string("must be text")
  .min(1, "must not be empty; clear it with null")
  .max(128, "must be at most 128 characters")
  .regex(/^[\x21-\x7e]+$/, "may hold letters, digits and punctuation, no spaces");

const instant = z.iso
  .datetime({
    offset: true,
    error: "must be a date and time with seconds and zone, like 2026-11-22T15:04:05Z",
  })
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) < LATEST, {
    error: "must lie between the years 2000 and 2099",
  })
  .transform((text) => new Date(text).toISOString());

const count = z
  .int("must be a whole number")
  .min(0, "must not be negative")
  .max(1000, "must be at most 1000");

export const changesSchema = z.strictObject({
  user_id: riderId.nullable().optional(),
  product_uuid: providerId.nullable().optional(),
  product_name: z
    .string("must be text")
    .trim()
    .min(1, "must not be empty; clear it with null")
    .max(255, "must be at most 255 characters")
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds characters that cannot be stored")
    .nullable()
    .optional(),
  order_uuid: providerId.nullable().optional(),
  status: z.enum(PROVIDER_STATUSES, `must be one of ${PROVIDER_STATUSES.join(", ")}`).optional(),
  // The portal stores first use to the second.
  time_used: instant
    .refine((iso) => iso.endsWith(".000Z"), "must be a whole second")
    .nullable()
    .optional(),
  expiration: instant.nullable().optional(),
  allowed_uses: count.nullable().optional(),
  uses_count: count.nullable().optional(),
} satisfies Record<CorrectableField, z.ZodType>);

export type PassChanges = z.output<typeof changesSchema>;

export const reasonSchema = z.strictObject({
  code: z.enum(REASON_CODES, `must be one of ${REASON_CODES.join(", ")}`),
  note: reasonNote,
  case_ref: z
    .string("must be text")
    .max(64, "must be at most 64 characters")
    .regex(/^[A-Za-z0-9-]+$/, "may hold letters, digits and hyphens")
    .nullish(),
});

export type CorrectionReason = z.output<typeof reasonSchema>;

/** The body of a correction. `pin_until`: null pins until released, a time pins until then, absent does not pin. */
export const correctionSchema = z
  .strictObject({
    changes: changesSchema,
    reason: reasonSchema.optional(),
    pin_until: instant.nullable().optional(),
    dry_run: z.boolean("must be true or false").optional(),
  })
  .superRefine((body, check) => {
    // A preview may be requested before a reason is given.
    if (body.dry_run) return;
    if (!body.reason) check.addIssue({ code: "custom", path: ["reason"], message: "is required" });
    else if (body.changes.status !== undefined && !body.reason.case_ref) {
      check.addIssue({
        code: "custom",
        path: ["reason", "case_ref"],
        message: "is required when the status changes",
      });
    }
  });

export type CorrectionBody = z.output<typeof correctionSchema>;

export const undoSchema = z.strictObject({ reason: reasonSchema });

/** The body of pinning fields. `until`: null pins until released. */
export const pinSchema = z.strictObject({
  fields: z
    .array(
      z.enum(Object.keys(changesSchema.shape) as CorrectableField[], "must be a field that can be corrected"),
    )
    .min(1, "needs at least one field")
    .max(20, "names too many fields")
    .transform((fields) => [...new Set(fields)]),
  until: instant.nullable(),
  reason: reasonSchema,
});

export const unpinSchema = z.strictObject({ reason: reasonSchema.optional() });

export function effectiveChanges(before: PassState, changes: PassChanges): Partial<PassState> {
  const entries = Object.entries(changes) as [CorrectableField, PassState[CorrectableField] | undefined][];
  return Object.fromEntries(
    entries.filter(([field, value]) => value !== undefined && value !== before[field]),
  );
}

/**
 * What is wrong with the pass as it would be. Only rules that involve a changed field are checked, so that a row with
 * several wrong values can be corrected one field at a time.
 */
export function stateErrors(before: PassState, changes: Partial<PassState>): FieldError[] {
  const after = { ...before, ...changes };
  const errors: FieldError[] = [];
  const touches = (...fields: CorrectableField[]) => fields.some((field) => field in changes);
  if (touches("expiration", "time_used") && after.expiration && after.time_used) {
    if (Date.parse(after.expiration) <= Date.parse(after.time_used)) {
      errors.push({
        field: "expiration" in changes ? "expiration" : "time_used",
        code: "expiration_before_first_use",
        message: "Expiration must be after first use.",
      });
    }
  }
  // Zero or no recorded allowed uses means no limit.
  const limit = after.allowed_uses ?? 0;
  if (touches("allowed_uses", "uses_count") && limit > 0 && (after.uses_count ?? 0) > limit) {
    errors.push({
      field: "uses_count" in changes ? "uses_count" : "allowed_uses",
      code: "more_uses_than_allowed",
      message: `Uses must be at most ${limit}, the allowed uses.`,
    });
  }
  return errors;
}
