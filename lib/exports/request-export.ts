import "server-only";
import { countOpenExports, findExportRow, insertExport, updateExport } from "@/db/exports/exports";
import type { Database } from "@/db/connection";
import { CommitUnknown, type Transaction, withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { answerOfLostCommit, firstAnswer, keepAnswer, type Operation, operationFor } from "@/lib/idempotency";
import { parseIdempotencyKey } from "@/lib/idempotency";
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
 * Asks for a background export: the export, its job, its audit entry and its event are one transaction, so a request that was
 * answered is never forgotten. The same Idempotency-Key gives the first export as it is by then. Throws 400, 403, 409, 422
 * (a search for a person; more rows than XLSX takes), 429 with three of one's own under way, and 503.
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
  try {
    return await withTransaction(ctx.db, async (trx) => {
      const { export_id, replayed } = await placeExport(trx, ctx, actor, { ask, operation });
      return { data: await readExport(trx, ctx, actor, export_id), replayed };
    });
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error;
    ctx.log.warn({ event: "commit_unknown", op_id: operation.id }, "looking up a lost commit");
    const { export_id } = (await answerOfLostCommit(ctx.db, operation, error)) as Kept;
    return { data: await readExport(ctx.db, ctx, actor, export_id), replayed: false };
  }
}

/** The operation an ask of this person stands for. */
export function exportOperation(actor: Actor, ask: ExportAsk, key: string | null): Operation {
  const { name, search, format, columns, time_zone } = ask;
  const scope = { actorId: actor.id, act: "export.request", subjectId: "exports", key };
  return operationFor(scope, { name, search, format, columns, time_zone });
}

/**
 * Writes an export with its job, audit entry, event and answer in the caller's transaction; an operation that was done before
 * is not done again. Throws 429 with three of the person's own under way.
 */
export async function placeExport(
  trx: Transaction,
  ctx: Pick<Context, "actor" | "requestId">,
  actor: Actor,
  {
    ask,
    operation,
    schedule_id = null,
  }: { ask: ExportAsk; operation: Operation; schedule_id?: string | null },
): Promise<Kept & { replayed: boolean }> {
  const owner_id = Number(actor.id);
  // Held from here on: two requests with one key come one after the other too.
  const open = await countOpenExports(trx, owner_id);
  const first = (await firstAnswer(trx, operation)) as Kept | null;
  if (first !== null) return { ...first, replayed: true };
  if (open >= MOST_OPEN_EXPORTS) throw tooManyOpen();
  const { name, format, search, time_zone } = ask;
  const columns_list = ask.columns.join(",");
  const about = { name, format, search, columns_list, time_zone };
  const export_id = await insertExport(trx, { ...about, owner_id, owner_name: actor.name, schedule_id });
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
    data: { name, query: search, format, columns: ask.columns, time_zone, schedule_id },
    op_id: operation.id,
  });
  await publishEvent(trx, { event: "export.state", subject, data: { state: "queued" } });
  await keepAnswer(trx, operation, { export_id } satisfies Kept);
  return { export_id, replayed: false };
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
  actor: Actor,
  id: string,
): Promise<BackgroundExport> {
  const row = await findExportRow(db, id);
  if (!row) throw exportNotFound();
  return exportOfRow(row, actor, ctx.clock.now());
}
