import { z } from "zod";

/* The rules of a reveal, the same in the form and on the server. Pure, safe in the browser. */

const CONTACT_FIELDS = ["email", "phone"] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

export const REVEAL_REASONS = {
  identity_check: "Check who is calling",
  contact_back: "Contact the rider back",
  legal_request: "Legal request",
  other: "Other",
} as const;
export type RevealReasonCode = keyof typeof REVEAL_REASONS;
export const REVEAL_REASON_CODES = Object.keys(REVEAL_REASONS) as [RevealReasonCode, ...RevealReasonCode[]];

export const REVEALED_FOR_S = 30;
export const REVEAL_NOTE_MAX = 500;

const revealReasonSchema = z
  .strictObject({
    code: z.enum(REVEAL_REASON_CODES, `must be one of ${REVEAL_REASON_CODES.join(", ")}`),
    note: z
      .string("must be text")
      .trim()
      .max(REVEAL_NOTE_MAX, `must be at most ${REVEAL_NOTE_MAX} characters`)
      .refine((text) => text.isWellFormed(), "holds characters that cannot be stored")
      .default(""),
    case_ref: z
      .string("must be text")
      .max(64, "must be at most 64 characters")
      .regex(/^[A-Za-z0-9-]+$/, "may hold letters, digits and hyphens")
      .nullish(),
  })
  .superRefine((reason, check) => {
    if (reason.code === "other" && reason.note.length < 3) {
      check.addIssue({ code: "custom", path: ["note"], message: "needs at least 3 characters" });
    }
  });

export const revealSchema = z.strictObject({
  fields: z
    .array(
      z.enum(CONTACT_FIELDS, `must be one of ${CONTACT_FIELDS.join(", ")}`),
      "must be a list of email and phone",
    )
    .min(1, "must name at least one of email and phone")
    .max(CONTACT_FIELDS.length, "must name each field once")
    .refine((fields) => new Set(fields).size === fields.length, "must name each field once"),
  reason: revealReasonSchema,
});

/** The revealed values and when to hide them again; a field the rider lacks is null. */
export interface Revealed {
  fields: Partial<Record<ContactField, string | null>>;
  /** ISO 8601 UTC. */
  hides_at: string;
}
