import "server-only";
import { countOpenExports, insertExport, updateExport } from "@/db/exports/exports";
import type { Change } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { publishEvent } from "@/lib/events/publish-event";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { type Operation, operationFor } from "@/lib/idempotency";
import type { ExportAsk } from "./parse-export";

interface Kept {
  export_id: string;
}

export function exportOperation(actor: Authorized, ask: ExportAsk, key: string | null): Operation {
  const { name, search, format, columns, time_zone } = ask;
  const scope = { actorId: actor.id, act: "export.request", subjectId: "exports", key };
  return operationFor(scope, { name, search, format, columns, time_zone });
}

/**
 * An export with its job, audit entry and event, as one change for `acknowledge`. Throws 429 if the person has three
 * under way.
 */
export function newExport(
  ctx: Pick<Context, "actor" | "requestId">,
  actor: Authorized,
  {
    ask,
    operation,
    schedule_id = null,
  }: { ask: ExportAsk; operation: Operation; schedule_id?: string | null },
): Change<number, Kept> {
  const owner_id = Number(actor.id);
  return {
    lock: (trx) => countOpenExports(trx, owner_id),
    write: async (trx, open) => {
      if (open >= SHARES.background_exports.most) throw beyond(SHARES.background_exports);
      const { name, format, search, columns, time_zone } = ask;
      const about = { name, format, search, columns_list: columns.join(","), time_zone };
      const owner = { owner_id, owner_name: actor.name };
      const export_id = await insertExport(trx, { ...about, ...owner, schedule_id });
      const subject = { type: "export", id: export_id } as const;
      const job_id = await enqueueJob(trx, ctx, {
        kind: "export.run",
        payload: { export_id },
        subject,
        unique_key: `export-${export_id}`,
      });
      await updateExport(trx, export_id, { job_id });
      await recordAudit(trx, ctx, {
        action: "export.request",
        subject,
        data: { name, query: search, format, columns, time_zone, schedule_id },
        op_id: operation.id,
      });
      await publishEvent(trx, { event: "export.state", subject, data: { state: "queued" } });
      return { export_id };
    },
  };
}
