import "server-only";
import {
  type CorrectionEntryRow,
  type CorrectionFilter,
  listCorrectionEntries,
} from "@/db/corrections/corrections";
import { databaseFault } from "@/db/database-errors";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { sealCursor } from "@/lib/fields/cursor";
import {
  cursorPage,
  type IdPosition,
  keysetAt,
  openIdPosition,
  type PageLinks,
} from "@/lib/fields/cursor-page";
import { resolveTime } from "@/lib/time/time-expression";
import type { PastCorrection } from "./correction";
import { CORRECTIONS_QUERY, type CorrectionsQuery } from "./corrections-query";
import { pastCorrections } from "./past-corrections";

export interface CorrectionsPage {
  data: PastCorrection[];
  page: PageLinks;
}

const LIMIT_MS = 2000;

/**
 * One page of corrections and undos, newest first, including those of bulk corrections. Throws 400 for a cursor of
 * another query or person, 403, and 422 `too_broad` if filters without an index leave too many entries to search. Times
 * are ISO 8601 UTC.
 */
export async function listCorrections(ctx: Context, query: CorrectionsQuery): Promise<CorrectionsPage> {
  const actor = authorize(ctx, "correction.list");
  const binding = `corrections\0${actor.id}\0${CORRECTIONS_QUERY.identity(query)}`;
  const position = openIdPosition(query.cursor, binding);
  const rows = await listEntries(ctx, filterOf(ctx, query), keysetAt(position, query.limit));
  const { shown, page } = cursorPage({
    rows,
    limit: query.limit,
    position,
    cursorAt: ({ id }, backward) => sealCursor({ id: String(id), backward } satisfies IdPosition, binding),
  });
  return {
    data: await pastCorrections(ctx.db, shown),
    page,
  };
}

async function listEntries(
  ctx: Context,
  filter: CorrectionFilter,
  page: ReturnType<typeof keysetAt>,
): Promise<CorrectionEntryRow[]> {
  try {
    return await listCorrectionEntries(ctx.db, filter, page, LIMIT_MS);
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    throw new AppError(
      "too_broad",
      "That is more than can be looked through at once. Add a pass, a person, a case or a time.",
      { cause: error },
    );
  }
}

function filterOf(ctx: Context, query: CorrectionsQuery): CorrectionFilter {
  const at = (text: string | null) =>
    text === null ? undefined : (resolveTime(text, ctx.clock.now(), ctx.zone) ?? undefined);
  return {
    kind: query.kind ?? undefined,
    pass_id: query.pass_id ?? undefined,
    actor_id: query.actor_id ?? undefined,
    reason_code: query.reason_code ?? undefined,
    case_ref: query.case_ref ?? undefined,
    bulk_id: query.bulk_id ?? undefined,
    undone: query.undone ?? undefined,
    from: at(query.from),
    to: at(query.to),
  };
}
