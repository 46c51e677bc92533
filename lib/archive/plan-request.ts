import "server-only";
import { countKept, readPassSpan } from "@/db/archive/archive-plan";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isoTime } from "@/lib/time/iso-time";
import type { ArchiveDirection, ArchivePlan } from "./archive";
import type { ArchiveAsk, ArchiveRequest } from "./archive-ask";
import { archiveRefusal } from "./archive-refusal";
import { archiveSelection } from "./archive-selection";
import { parseArchive } from "./parse-archive";
import { policyAskedFor } from "@/lib/archive/policy/policy-in-force";

const LIMIT_MS = 20_000;

/** Does what `planArchive` does for a program on the machine: everybody who may start it has every right. */
export async function planRequest(
  given: Pick<Context, "db" | "exportDb" | "clock" | "zone">,
  request: ArchiveRequest,
): Promise<ArchivePlan> {
  const at = { now: given.clock.now(), zone: given.zone };
  const ask = parseArchive(request, await policyAskedFor(given.db, request), at);
  const refusal = request.direction === "archive" ? await archiveRefusal(given.db) : null;
  if (refusal !== null) throw new AppError("conflict", refusal);
  try {
    return await countPlan(given.exportDb, request.direction, ask, given.zone);
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    throw new AppError("too_broad", "These passes cannot be counted in 20 s. Add dates or a product.", {
      cause: error,
    });
  }
}

/** The counts of an ask. Throws the fault `too_slow` if one of them takes longer than 20 s. */
export async function countPlan(
  db: Database,
  direction: ArchiveDirection,
  ask: ArchiveAsk,
  zone: string,
): Promise<ArchivePlan> {
  const { asked, movable, exclusions } = await archiveSelection(db, direction, ask, zone);
  const [span, all, kept] = await Promise.all([
    readPassSpan(db, movable, LIMIT_MS),
    direction === "archive" && ask.policy === null ? readPassSpan(db, asked, LIMIT_MS) : null,
    countKept(db, movable, exclusions, LIMIT_MS),
  ]);
  return {
    direction,
    will_move: span.rows - kept.any,
    kept: [
      ...exclusions
        .map(({ why }, at) => ({ why, count: kept.by[at] ?? 0 }))
        .filter(({ why, count }) => why !== "referred" || count > 0),
      ...(all ? [{ why: "not_ended" as const, count: all.rows - span.rows }] : []),
    ],
    oldest_expiration: isoTime(span.oldest),
    newest_expiration: isoTime(span.newest),
  };
}
