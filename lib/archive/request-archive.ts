import "server-only";
import { findArchiveRun } from "@/db/archive/archive-runs";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { asMachine, authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { operationOf } from "@/lib/idempotency";
import { type ArchiveRun, permissionFor } from "./archive";
import type { ArchiveRequest } from "./archive-ask";
import { archiveRunOf } from "./archive-run-row";
import { parseArchive } from "./parse-archive";
import { policyAskedFor } from "@/lib/archive/policy/policy-in-force";
import { writeArchiveRun } from "./write-archive-run";

/**
 * Asks for passes to be archived or restored. The run, its job, its audit entry and its event are one transaction; the
 * worker moves the passes. "Now" in the request is this instant, however late the run starts. `system_actor` names the
 * program if no person asks. Asking again with the same Idempotency-Key gives the first run as it is now. Throws 400, 403, and 409 while an archiving run is open or where the portal does not let passes go.
 */
export async function requestArchive(
  ctx: Context,
  request: ArchiveRequest,
  system_actor?: string,
): Promise<ArchiveRun> {
  const actor = authorize(ctx, permissionFor(request.direction), system_actor);
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const asked = { actor: actor ?? { id: "" }, act: permissionFor(request.direction) };
  const operation = operationOf(ctx, asked, request);
  const write = async (trx: Transaction) => {
    const ask = parseArchive(request, await policyAskedFor(trx, request), at);
    const { run_id } = await writeArchiveRun(
      trx,
      actor === null ? asMachine(ctx, "authorize let the program pass") : { actor, requestId: ctx.requestId },
      {
        direction: request.direction,
        ask,
        ...(system_actor === undefined ? {} : { system_actor }),
      },
    );
    return { run_id };
  };
  const { answer } = await acknowledge(ctx, operation, { write });
  const row = await findArchiveRun(ctx.db, answer.run_id);
  if (!row) throw new Error("a run that was just written is not there");
  return archiveRunOf(row, ctx.clock.now());
}
