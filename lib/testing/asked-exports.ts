import { mkdtempSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Context } from "@/lib/context";
import { exportFile } from "@/lib/exports/file/export-files";
import { newExportSchema } from "@/lib/exports/parse-export";
import { requestExport } from "@/lib/exports/request-export";

/** A folder for the exports of one test file: stub EXPORT_DIR with it before anything reads the environment. */
export function newExportFolder(): string {
  return mkdtempSync(join(tmpdir(), "pd-exports-"));
}

/** Asks for an export as the API would. */
export async function ask(ctx: Context, body: Record<string, unknown> = {}, key: string | null = null) {
  return requestExport(ctx, { body: newExportSchema.parse(body), idempotencyKey: key });
}

/** Makes an export ready with `text` in its file, as its run would. */
export async function makeReady(
  owner: Database,
  id: string,
  text: string,
  expires_on = "2026-11-29 12:00:00",
) {
  await writeFile(exportFile(id, "csv"), text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  const bytes = Buffer.byteLength(text);
  const done = { state: "ready", bytes, sha256, finished_on: "2026-11-22 12:00:00", expires_on };
  await owner("pd_export").where({ id }).update(done);
  await owner("pd_job").where({ subject_id: id }).update({ state: "done", unique_key: null });
}

export async function exportRow(owner: Database, id: string): Promise<Tables["pd_export"]> {
  const [row] = await owner("pd_export").select<Tables["pd_export"][]>("*").where({ id });
  if (!row) throw new Error(`there is no export ${id}`);
  return row;
}

/** The audit entries of an export, oldest first. */
export async function exportEntries(owner: Database, id: string): Promise<Tables["pd_audit"][]> {
  return owner("pd_audit")
    .select<Tables["pd_audit"][]>("*")
    .where({ subject_type: "export", subject_id: id })
    .orderBy("id");
}

export async function emptyExports(owner: Database): Promise<void> {
  for (const table of ["pd_export", "pd_job", "pd_audit", "pd_outbox", "pd_operation", "pd_schedule"]) {
    await owner(table).del();
  }
}
