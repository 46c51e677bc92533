import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@/db/connection";
import { type ExportRow, findExportRow, insertExport } from "@/db/exports/exports";
import { insertSelected } from "@/db/seeds/portal-target";
import { withTransaction } from "@/db/transaction";
import type { FileFormat } from "@/lib/exports/export";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { EXPORT_FIELDS } from "@/lib/passes/pass-fields";
import { testActor } from "./test-context";

/** Adds passes with ids `from` to `to` and every sort of cell value, by statements that double the rows. */
export async function plantPassRange(owner: Database, from: number, to: number): Promise<void> {
  await owner.raw("CREATE TABLE IF NOT EXISTS numbers (n INT PRIMARY KEY)");
  await owner.raw("DELETE FROM numbers");
  await owner.raw("INSERT INTO numbers VALUES (?)", [from]);
  for (let size = 1; from + size <= to; size *= 2) {
    await owner.raw("INSERT INTO numbers SELECT n + ? FROM numbers WHERE n + ? <= ?", [size, size, to]);
  }
  const values = {
    id: "n",
    oauth_token: "'CNRY-oauth'",
    pass_uuid: "CONCAT('pass-', n)",
    serial: "LPAD(n, 8, '0')",
    user_id: "IF(n % 5 = 0, NULL, 7)",
    product_uuid: "CONCAT('product-', n % 4)",
    product_name: `ELT(1 + n % 6, 'Local Single Ride', '=HYPERLINK("http://evil.example")', 'Day "Pass", all', 'Năm vé\\r\\nmới',
      '<b>&_x0041_', '-5.50')`,
    order_uuid: "IF(n % 11 = 0, '+17135550147', CONCAT('-order,', n))",
    status: "ELT(1 + n % 6, 'USABLE', 'USING', 'EXPIRED', 'USES_GONE', 'FROZEN', NULL)",
    time_created: "TIMESTAMPADD(SECOND, n, '2026-03-08 07:00:00.125')",
    time_used: "IF(n % 3 = 0, '2026-11-01 06:30:00', NULL)",
    expiration: "IF(n % 10 = 0, NULL, TIMESTAMPADD(HOUR, n % 900, '2026-11-01 12:00:00'))",
    allowed_uses: "n % 2",
    uses_count: "0",
    device_locked: "n % 2",
    created_on: "'2026-11-01 06:30:00'",
    modified_on: "'2026-11-01 07:30:00'",
  };
  await insertSelected(owner, "bytemark_pass", values, "FROM numbers");
}

export interface PlantedExport {
  id: string;
  job_id: string;
}

/** Asks for an export as the request does, in one transaction. */
export async function plantExport(
  db: Database,
  owner_id: number,
  asked: { format?: FileFormat; search?: string; columns?: readonly string[]; time_zone?: string } = {},
): Promise<PlantedExport> {
  const { format = "csv", search = "", columns = EXPORT_FIELDS, time_zone = "UTC" } = asked;
  return withTransaction(db, async (trx) => {
    const row = {
      name: "Passes",
      owner_id,
      owner_name: "Test manager",
      state: "queued",
      format,
      search,
      time_zone,
    };
    const id = await insertExport(trx, { ...row, schedule_id: null, columns_list: columns.join() });
    const job_id = await enqueueJob(
      trx,
      { actor: testActor("manager", String(owner_id)) },
      {
        kind: "export.run",
        payload: { export_id: id },
        subject: { type: "export", id },
        unique_key: `export-${id}`,
      },
    );
    await trx("pd_export").where({ id }).update({ job_id });
    return { id, job_id: job_id ?? "" };
  });
}

export async function exportRow(db: Database, id: string): Promise<ExportRow> {
  const row = await findExportRow(db, id);
  if (!row) throw new Error(`there is no export ${id}`);
  return row;
}

export function exportedFile(folder: string, id: string, extension = "csv"): Buffer {
  return readFileSync(join(folder, `${id}.${extension}`));
}
