import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { plantUser } from "@/lib/testing/accounts";
import { testContext } from "@/lib/testing/test-context";
import { exportedFile, exportRow, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { until } from "@/lib/testing/job-ledger";
import { openTestRun, runJobNow } from "@/lib/testing/test-job-run";
import { EXPORT_TOOLS } from "@/lib/exports/file/point-writer";
import { exportJobWith, runExport } from "./run-export";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const PASSES = 60_000;
/* Saves the resume point after every batch or two. */
const OFTEN = { ...EXPORT_TOOLS, save_ms: 1 };
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

const has = (id: string, isSo: (row: Awaited<ReturnType<typeof exportRow>>) => boolean) =>
  until(async () => isSo(await exportRow(schema.owner, id)));

/* Ids of the rows of a CSV file, repetitions included. */
function idsOf(file: Buffer): number[] {
  return file.toString().split("\r\n").slice(1, -1).map((line) => Number(line.split(",")[0])); // prettier-ignore
}

describe("rows that move while it runs", () => {
  /** Starts an export and stops it halfway. */
  async function begun(search: string, columns: readonly string[]): Promise<{ id: string; job_id: string }> {
    const planted = await plantExport(schema.worker, manager, { search, columns });
    const run = await openTestRun(schema.worker, planted.job_id);
    const ctx = { ...testContext(schema.worker, { actor: null }), signal: run.run.signal };
    const stopped = runExport(ctx, run.run, planted.id, OFTEN).catch(() => undefined);
    await has(planted.id, (row) => Number(row.rows_done) >= 5_000);
    run.stop("stopping");
    await stopped;
    run.close();
    return planted;
  }

  test.each([
    [
      "while the export keeps its snapshot is in the file",
      false,
      { rows: PASSES / 5, missing: 0, instants: 1 },
    ],
    ["is missing if the snapshot is lost", true, { rows: PASSES / 5 - 1, missing: 1, instants: 2 }],
  ])("a row deleted outright %s", async (_title, isLost, told) => {
    const { id, job_id } = await plantExport(schema.worker, manager, {
      search: "flag=unlinked",
      columns: ["id"],
    });
    const exportDb = openDatabase(schema.url.worker, {
      poolSize: 1,
      serverTimeout_ms: 0,
      clientTimeout_ms: 0,
    });
    const [[row]] = (await exportDb.raw("SELECT CONNECTION_ID() AS session")) as [[{ session: number }]];
    // Runs after the rows are frozen and before the first is read.
    const createPart = async (path: string) => {
      await schema.owner("pd_pass").where({ id: 5 }).delete();
      if (isLost) await schema.worker.raw("KILL ?", [row.session]);
      return EXPORT_TOOLS.createPart(path);
    };
    await runJobNow(schema.worker, exportJobWith({ ...EXPORT_TOOLS, createPart }), job_id, { exportDb });
    await exportDb.destroy();
    const [data] = (await schema
      .owner("pd_audit")
      .where({ subject_id: id, action: "export.finish" })
      .pluck("data")) as unknown[];
    expect(data).toMatchObject({ outcome: "ready", ...told });
    await plantPassRange(schema.owner, 5, 5);
  });

  /* Inserts rows, changes sort values, and archives as the archive does: one transaction per batch. */
  async function disturb(from: number, to: number): Promise<void> {
    const columns = (await schema
      .owner("information_schema.COLUMNS")
      .where({ TABLE_SCHEMA: schema.name, TABLE_NAME: "bytemark_pass", EXTRA: "" })
      .orWhere({ TABLE_SCHEMA: schema.name, TABLE_NAME: "bytemark_pass", EXTRA: "auto_increment" })
      .pluck("COLUMN_NAME")) as string[];
    for (let at = from; at < to; at += 2_000) {
      const [first, last] = [at + 1, at + 200];
      await schema.owner.raw("UPDATE pd_pass SET time_created = '2030-01-01' WHERE id BETWEEN ? AND ?", [last + 1, last + 200]); // prettier-ignore
      await schema.owner.transaction(async (trx) => {
        await trx.raw("INSERT INTO bytemark_pass_archive (??) SELECT ?? FROM bytemark_pass WHERE id BETWEEN ? AND ?", [columns, columns, first, last]); // prettier-ignore
        await trx("bytemark_pass").whereBetween("id", [first, last]).delete();
      });
    }
  }

  test("are there exactly once, whatever the order; those that came later are not", async () => {
    await disturb(0, 6_000);
    const live = PASSES - 600;
    const searches = ["sort=id", "", "sort=time_created", "status=UNKNOWN,USABLE,USING,EXPIRED,USES_GONE"];
    const exports = [];
    for (const search of searches) exports.push(await begun(search, ["id", "status"]));
    await plantPassRange(schema.owner, PASSES + 1, PASSES + 500);
    await disturb(6_000, 30_000);
    const moves = disturb(30_000, PASSES);
    for (const { id, job_id } of exports) {
      await runJobNow(schema.worker, exportJobWith(OFTEN), job_id);
      const ids = idsOf(exportedFile(folder, id));
      expect(ids.filter((each) => each > PASSES)).toEqual([]);
      expect(ids).toHaveLength(live);
      expect(new Set(ids).size).toBe(live);
    }
    await moves;
    // Control: reading the list alone would have lost them.
    const left: { n?: string | number } | undefined = await schema
      .owner("pd_pass")
      .where("id", "<=", PASSES)
      .count({ n: "*" })
      .first();
    expect(Number(left?.n)).toBeLessThan(live);
  });

  test("the control: paging by a sort value that changes doubles them", async () => {
    const seen: number[] = [];
    let [at, after] = ["2026-01-01 00:00:00.000", 0];
    for (let batch = 1; ; batch++) {
      const rows: { id: number; time_created: string }[] = await schema
        .owner("pd_pass")
        .whereRaw("(time_created, id) > (?, ?)", [at, after])
        .orderBy(["time_created", "id"])
        .limit(20_000)
        .select("id", "time_created");
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last) break;
      [after, at] = [last.id, last.time_created];
      await schema.owner.raw("UPDATE pd_pass SET time_created = TIMESTAMPADD(YEAR, 1, time_created) WHERE id BETWEEN 1000 AND 1500"); // prettier-ignore
      if (batch > 20) break;
    }
    expect(seen.length).toBeGreaterThan(new Set(seen).size);
  });
});
