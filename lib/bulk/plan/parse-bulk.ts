import { z } from "zod";
import { AppError, invalidParameter } from "@/lib/errors";
import { isRowId } from "@/lib/passes/require-pass-row";
import { parseCorrection } from "@/lib/corrections/parse-correction";
import { invalidChange } from "@/lib/http/parse-act";
import { CORRECTABLE_KINDS, type CorrectionReason } from "@/lib/corrections/correction-rules";
import { type ParseOptions, parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";
import { PERSONAL_KINDS, recognise } from "@/lib/passes/query/pass-search";
import type { BulkChanges, BulkValue } from "@/lib/bulk/bulk";
import { parseShift } from "@/lib/bulk/shift-time";

export type BulkSelection = { query: PassQuery } | { pass_ids: number[] };

/** The request for a bulk correction, checked as far as possible without reading the passes. */
export interface BulkAsk {
  selection: BulkSelection;
  changes: BulkChanges;
  reason: CorrectionReason;
  /** Undefined does not pin; null pins until released. */
  pin_until: string | null | undefined;
}

const MOST_PICKED = 500;
const SHIFTED = new Set(
  Object.entries(CORRECTABLE_KINDS).flatMap(([field, kind]) => (kind === "time" ? [field] : [])),
);

const bodySchema = z.strictObject({
  query: z.record(z.string(), z.unknown()).optional(),
  pass_ids: z
    .array(z.string().refine(isRowId, "must be ids of passes, digits only"))
    .min(1, "must name at least one pass")
    .max(MOST_PICKED, `must be at most ${MOST_PICKED}; select by a filter instead`)
    .optional(),
  changes: z.record(z.string(), z.unknown()),
  reason: z.unknown(),
  pin_until: z.unknown().optional(),
});

/**
 * Parses the body of a bulk correction. Throws 400 for members that do not exist or a query that searches for a person
 * (it would be stored), and 422 naming every field with an impossible value, or if there is no field at all.
 */
export function parseBulk(body: unknown, at: Omit<ParseOptions, "personal">): BulkAsk {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) throw notABulk(parsed.error);
  const { query, pass_ids, changes, reason, pin_until } = parsed.data;
  const { plain, moved } = splitShifts(changes);
  const checked = parseCorrection({
    changes: plain,
    reason,
    ...(pin_until === undefined ? {} : { pin_until }),
  });
  const fields = { ...checked.changes, ...moved };
  if (Object.keys(fields).length === 0) {
    throw new AppError("no_change", "Choose at least one field to correct.");
  }
  if (checked.pin_until && Date.parse(checked.pin_until) <= at.now.getTime()) {
    throw invalidChange([
      { field: "pin_until", code: "in_the_past", message: "A pin must end in the future." },
    ]);
  }
  // The schema lets a dry run omit the reason; a bulk correction has no dry run.
  if (!checked.reason) throw invalidChange([{ field: "reason", code: "required", message: "is required" }]);
  const selection = parseSelection(query, pass_ids, at);
  return { selection, changes: fields, reason: checked.reason, pin_until: checked.pin_until };
}

function notABulk(error: z.ZodError): AppError {
  const errors = error.issues.flatMap((issue) => {
    const names = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.map(String).join(".")];
    const message = issue.code === "unrecognized_keys" ? "is not known here" : issue.message;
    return names.map((name) => ({ field: (name || "body").slice(0, 64), code: "invalid", message }));
  });
  return new AppError("invalid_body", "The request holds something this address does not know.", { errors });
}

/* `{shift}` stands in place of a value; everything else is checked as in a single correction. */
function splitShifts(changes: Record<string, unknown>) {
  const plain: Record<string, unknown> = {};
  const moved: Record<string, BulkValue> = {};
  for (const [field, value] of Object.entries(changes)) {
    if (!SHIFTED.has(field) || typeof value !== "object" || value === null) plain[field] = value;
    else moved[field] = { shift: shiftOf(field, value) };
  }
  return { plain, moved };
}

function shiftOf(field: string, value: object): string {
  const { shift, ...more } = value as { shift?: unknown };
  const message = "must be a time, or a move like +2d, -3h, +30m or +1w";
  if (Object.keys(more).length > 0 || typeof shift !== "string" || parseShift(shift) === null) {
    throw invalidChange([{ field, code: "invalid", message }]);
  }
  return shift;
}

function parseSelection(
  query: Record<string, unknown> | undefined,
  picked: string[] | undefined,
  at: Omit<ParseOptions, "personal">,
): BulkSelection {
  if ((query === undefined) === (picked === undefined)) {
    throw invalidParameter("query", "Give either query or pass_ids.", "required");
  }
  if (picked !== undefined) return { pass_ids: [...new Set(picked.map(Number))].sort((a, b) => a - b) };
  const parsed = parseQuery(query ?? {}, at);
  if (parsed.q !== null && PERSONAL_KINDS.has(recognise(parsed.q).kind)) {
    throw invalidParameter(
      "q",
      "A search for a person is not kept. Open the rider, or filter by rider instead.",
      "personal",
    );
  }
  if (parsed.archived !== "exclude") {
    throw invalidParameter("archived", "Archived passes cannot be corrected. Restore them first.");
  }
  // All that selects stays as it is; what only shows a page of it does not matter.
  const shown = {
    sort: { field: "id", direction: "desc" },
    limit: 50,
    cursor: null,
    count: "bounded",
  } as const;
  return { query: { ...parsed, ...shown } };
}

function parseQuery(query: Record<string, unknown>, at: Omit<ParseOptions, "personal">): PassQuery {
  const { search, ...others } = query;
  return typeof search === "string" && Object.keys(others).length === 0
    ? parsePassQuery(new URLSearchParams(search), at)
    : parsePassQueryBody(query, at);
}
