import "server-only";
import { findExportRow } from "@/db/exports/exports";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { parseIdempotencyKey } from "@/lib/idempotency";
import type { BackgroundExport } from "./export";
import { exportOfRow } from "./export-of-row";
import { exportNotFound } from "./find-export";
import { type NewExportRequest, parseExport } from "./parse-export";
import { refuseTooManyRows } from "./refuse-too-many-rows";
import { exportOperation, newExport } from "./new-export";

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
