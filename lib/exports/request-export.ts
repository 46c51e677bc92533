import "server-only";
import { countOpenExports, findExportRow, insertExport, updateExport } from "@/db/exports/exports";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { acknowledge, type Change } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { type Operation, operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import { type BackgroundExport, MOST_OPEN_EXPORTS } from "./export";
import { exportOfRow } from "./export-of-row";
import { exportNotFound } from "./find-export";
import { type ExportAsk, type NewExportRequest, parseExport } from "./parse-export";
import { refuseTooManyRows } from "./refuse-too-many-rows";

interface Kept {
  export_id: string;
}

const RETRY_AFTER_S = 15;

/**
 * Requests a background export. The export, its job, its audit entry and its event are one transaction, so an answered
 * request is never forgotten. The same Idempotency-Key answers the first export in its current state. Throws 400, 403,
 * 409, 422 (a search for a person; more rows than XLSX takes), 429 if the actor has three under way, and 503.
 */
export async function requestExport(
  ctx: Context,
  { body, idempotencyKey = null }: { body: NewExportRequest; idempotencyKey?: string | null },
): Promise<{ data: BackgroundExport; replayed: boolean }> {
  const actor = authorize(ctx, "export.request");
  const key = parseIdempotencyKey(idempotencyKey);
  const ask = parseExport(body, { now: ctx.clock.now(), zone: ctx.zone });
  const operation = exportOperation(actor, ask, key);
  await refuseTooManyRows(ctx.exportDb, ask, { now: ctx.clock.now(), zone: ctx.zone });
  const { answer, replayed } = await acknowledge(ctx, operation, {
    ...newExport(ctx, actor, { ask, operation }),
    read: (db, { export_id }) => readExport(db, ctx, actor, export_id),
  });
  return { data: answer, replayed };
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
      if (open >= MOST_OPEN_EXPORTS) throw tooManyOpen();
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

function tooManyOpen(): AppError {
  return new AppError(
    "too_many_requests",
    `${MOST_OPEN_EXPORTS} of your exports are queued or running. Wait for one or cancel it.`,
    { retryAfter_s: RETRY_AFTER_S },
  );
}

async function readExport(
  db: Database | Transaction,
  ctx: Context,
  actor: Authorized,
  id: string,
): Promise<BackgroundExport> {
  const row = await findExportRow(db, id);
  if (!row) throw exportNotFound();
  return exportOfRow(row, actor, ctx.clock.now());
}
