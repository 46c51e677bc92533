import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { EXPORT_TOOLS } from "@/lib/exports/file/point-writer";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { plantUser } from "@/lib/testing/accounts";
import { exportRow, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import { exportJob, exportJobWith } from "./run-export";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
const PASSES = 2_000;
let schema: TestSchema;
let manager: number;

beforeAll(async () => {
  schema = await createTestSchema();
  manager = await plantUser(schema.owner, "manager@example.com", { role: "manager" });
  await plantPassRange(schema.owner, 1, PASSES);
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

/* As the archive does: in one transaction. */
async function archiveUpTo(id: number): Promise<void> {
  const columns = (await schema
    .owner("information_schema.COLUMNS")
    .where({ TABLE_SCHEMA: schema.name, TABLE_NAME: "bytemark_pass" })
    .whereNot("EXTRA", "like", "%GENERATED%")
    .pluck("COLUMN_NAME")) as string[];
  await schema.owner.transaction(async (trx) => {
    await trx.raw("INSERT INTO bytemark_pass_archive (??) SELECT ?? FROM bytemark_pass WHERE id <= ?", [columns, columns, id]); // prettier-ignore
    await trx("bytemark_pass").where("id", "<=", id).delete();
  });
}

test.each(["flag=unlinked", "sort=id"])(
  "rows that exist and were not read end an export of %j without a file, and resuming starts over",
  async (search) => {
    // A server that cuts answers short. Rows are looked up by id for a filter, and in any list once they are archived.
    const short = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
    await short.raw("SET SESSION sql_select_limit = 100");
    const { id, job_id } = await plantExport(schema.worker, manager, { search, columns: ["id"] });
    const createPart = async (path: string) => {
      if (search === "sort=id") await archiveUpTo(300);
      return EXPORT_TOOLS.createPart(path);
    };
    const handler = exportJobWith({ ...EXPORT_TOOLS, createPart });
    const job = await runJobNow(schema.worker, handler, job_id, { exportDb: short });
    await short.destroy();
    expect(job).toMatchObject({ state: "dead", error_code: "rows_not_read" });
    const failed = await exportRow(schema.owner, id);
    expect(failed).toMatchObject({ state: "failed", resume_point: null });
    expect(failed.error_message).toMatch(/^The database answered only [\d,]+ of [\d,]+ rows/);
    const again = await withTransaction(schema.worker, (trx) =>
      enqueueJob(trx, { actor: null }, { kind: "export.run", payload: { export_id: id } }),
    );
    await runJobNow(schema.worker, exportJob, again ?? "");
    const whole = await exportRow(schema.owner, id);
    expect(whole).toMatchObject({ state: "ready", rows_done: whole.rows_total });
  },
);
