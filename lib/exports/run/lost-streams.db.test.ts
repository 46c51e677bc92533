import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { AUDIT_EXPORT_QUERY } from "@/lib/audit/audit-export-request";
import { exportAudit } from "@/lib/audit/export-audit";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPassRange } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import { stoppedClock } from "@/lib/time/clock";
import { sweepExportsJob } from "./sweep-exports";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const at = { now: new Date(), zone: "America/Chicago" };
let schema: TestSchema;

beforeAll(async () => {
  schema = await createTestSchema();
  await plantPassRange(schema.owner, 1, 3_000);
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

async function sweepAfter(hours: number): Promise<void> {
  const job = { kind: "export.sweep", payload: {}, system_actor: "PassDesk" } as const;
  const id = await withTransaction(schema.worker, (trx) => enqueueJob(trx, { actor: null }, job));
  const clock = stoppedClock(new Date(Date.now() + hours * 3_600_000));
  expect((await runJobNow(schema.worker, sweepExportsJob, id ?? "", { clock })).state).toBe("done");
}

const ends = async () => {
  const rows = await schema
    .owner("pd_audit")
    .whereIn("action", ["pass.export.finished", "audit.export"])
    .select<{ action: string; actor_name: string; data: Record<string, unknown> }[]>(
      "action",
      "actor_name",
      "data",
    )
    .orderBy("id");
  return rows.filter(({ data }) => data["outcome"] !== "started");
};

test("a file at once whose process was killed gets its end in the log, once; others keep theirs", async () => {
  const as = (id: string) => testContext(schema.web, { actor: testActor("admin", id) });
  const request = parseExportRequest(new URLSearchParams("format=ndjson"), at);
  await new Response((await exportPasses(as("1"), request)).stream).arrayBuffer();
  // Nobody reads these and nobody ends them, as when their process is gone.
  const lost = await exportPasses(as("2"), request);
  const lostLog = await exportAudit(as("3"), AUDIT_EXPORT_QUERY.parse(new URLSearchParams(""), at));
  await sweepAfter(0);
  expect(await ends()).toHaveLength(1);
  await sweepAfter(2);
  const told = { outcome: "failed", because: "process_ended", started_by: "Test admin" };
  expect((await ends()).slice(1)).toEqual([
    { action: "audit.export", actor_name: "PassDesk", data: expect.objectContaining({ ...told, format: "csv" }) as unknown },
    { action: "pass.export.finished", actor_name: "PassDesk", data: expect.objectContaining({ ...told, format: "ndjson" }) as unknown },
  ]); // prettier-ignore
  await sweepAfter(3);
  expect(await ends()).toHaveLength(3);
  await Promise.all([lost.stream.cancel(), lostLog.stream.cancel()]);
});
