import "server-only";
import { findKeptIds } from "@/db/archive/archive-plan";
import { advanceArchiveRun } from "@/db/archive/archive-runs";
import {
  findTakenIds,
  HeldByKey,
  lockMovable,
  movePasses,
  other,
  readMoveColumns,
} from "@/db/archive/pass-archive";
import type { Keyset } from "@/db/query/conditions";
import type { PassSource } from "@/db/query/pass-source";
import type { Transaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AuthorizedContext, MachineContext } from "@/lib/auth/authorize";
import { publishEvent } from "@/lib/events/publish-event";
import { JobRefused } from "@/lib/jobs/job-run";
import type { ArchiveDirection } from "./archive";
import { archiveRefusal } from "./archive-refusal";
import type { ArchiveSelection } from "./archive-selection";

export interface Batch {
  run_id: string;
  direction: ArchiveDirection;
  /** The program that asked, if no person did. */
  system_actor: string | null;
  selection: ArchiveSelection;
  passes: readonly Keyset[];
}

export interface Moved {
  moved: number;
  /** Passes that could no longer be moved. */
  kept: number;
}

/**
 * Moves one batch in the caller's transaction, all or nothing: it locks the rows and checks them again, copies them to
 * the other table, counts them, deletes them here, counts again, and advances the run, with one audit entry and one
 * event. Throws `JobRefused` naming a column that the other table lacks, or what of the portal's would change with a pass.
 */
export async function moveBatch(
  trx: Transaction,
  ctx: Pick<AuthorizedContext, "actor" | "requestId"> | MachineContext,
  { run_id, direction, system_actor, selection, passes }: Batch,
): Promise<Moved> {
  const source: PassSource = direction === "archive" ? "live" : "archive";
  const last = passes.at(-1);
  if (!last) return { moved: 0, kept: 0 };
  const refusal = direction === "archive" ? await archiveRefusal(trx) : null;
  if (refusal !== null) throw new JobRefused("portal_refers", refusal);
  const asked = passes.map((pass) => pass.id).sort((a, b) => a - b);
  const locked = await lockMovable(trx, source, selection.movable, asked);
  const excluded = new Set(await findKeptIds(trx, locked, selection.exclusions));
  const taken = new Set(await findTakenIds(trx, other(source), locked));
  const ids = locked.filter((id) => !excluded.has(id) && !taken.has(id));
  if (ids.length > 0) {
    const { missing, ...columns } = await readMoveColumns(trx, source);
    if (missing.length > 0) throw lacking(missing);
    await movePasses(trx, source, ids, { ...columns, run_id }).catch(refuseHeld);
    await tell(trx, ctx, { run_id, direction, system_actor }, ids.map(String));
  }
  const kept = asked.length - locked.length + taken.size;
  await advanceArchiveRun(trx, run_id, { moved: ids.length, kept, resume_point: last });
  return { moved: ids.length, kept };
}

function lacking(missing: readonly string[]): JobRefused {
  const [first] = missing;
  const which = missing.length === 1 ? `the column ${first}` : `the columns ${missing.join(", ")}`;
  return new JobRefused(
    "columns_differ",
    `The table the passes would go to lacks ${which}. Nothing of these passes was moved: run the migrations first.`,
  );
}

function refuseHeld(error: unknown): never {
  if (!(error instanceof HeldByKey)) throw error;
  throw new JobRefused(
    "portal_refers",
    "A foreign key of the portal does not let one of these passes move. None of them was moved: call `passdesk migrate`, which looks for such keys; `passdesk doctor` names them.",
    { cause: error },
  );
}

async function tell(
  trx: Transaction,
  ctx: Pick<AuthorizedContext, "actor" | "requestId"> | MachineContext,
  { run_id, direction, system_actor }: Pick<Batch, "run_id" | "direction" | "system_actor">,
  pass_ids: string[],
): Promise<void> {
  const run = { type: "archive_run" as const, id: run_id };
  const [only, ...others] = pass_ids;
  const isOne = only !== undefined && others.length === 0;
  await recordAudit(trx, ctx, {
    action: direction === "archive" ? "pass.archive" : "pass.restore",
    subject: isOne ? { type: "pass", id: only } : run,
    data: { run_id, pass_ids },
    ...(system_actor === null ? {} : { system_actor }),
  });
  await publishEvent(trx, { event: "archive.batch", subject: run, data: { pass_ids } });
  if (isOne && direction === "restore") {
    await publishEvent(trx, { event: "pass.restore", subject: { type: "pass", id: only }, data: null });
  }
}
