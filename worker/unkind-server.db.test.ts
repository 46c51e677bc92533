import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SESSION_STATE } from "@/db/session-state";
import type { KillableServer } from "@/db/testing/killable-server";
import { openOutsideDatabase } from "@/db/testing/outside-database";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { startUnkindServer, UNKIND } from "@/db/testing/unkind-server";
import { readActor } from "@/lib/auth/session";
import { signIn } from "@/lib/auth/sign-in";
import { getBulk } from "@/lib/bulk/get-bulk";
import type { Context } from "@/lib/context";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import { listPasses } from "@/lib/passes/list/list-passes";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { exportJob } from "@/lib/exports/run/run-export";
import { PASSWORD, plantUser } from "@/lib/testing/accounts";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { doJob, plan, start } from "@/lib/testing/test-bulk";
import { correct, passRow } from "@/lib/testing/test-correction";
import { testActor, testContext } from "@/lib/testing/test-context";
import { exportedFile, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import { stoppedClock } from "@/lib/time/clock";

/* The same story on a server with ordinary defaults and on one with unkind ones. */

const NOW = "2026-11-22T12:00:00.000Z";
const PASSES = 3_000;
const COLUMNS = ["id", "pass_uuid", "product_name", "status", "time_created", "time_used", "expiration"];
const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

let unkind: KillableServer;
const schemas: TestSchema[] = [];

beforeAll(async () => {
  schemas.push(await createTestSchema(null));
  unkind = await startUnkindServer();
  for (const [name, url] of Object.entries(unkind.urls)) vi.stubEnv(name, url);
  schemas.push(await createTestSchema(null));
  vi.unstubAllEnvs();
});
afterAll(async () => {
  for (const schema of schemas) await schema.drop();
  await unkind.remove();
  rmSync(folder, { recursive: true });
});

/** What a person sees of it, without the times at which it was written. */
async function story(schema: TestSchema): Promise<Record<string, unknown>> {
  const manager = await plantUser(schema.owner, "manager@example.com", { role: "admin" });
  await plantPassRange(schema.owner, 1, PASSES);
  const ctx = testContext(schema.web, { at: NOW, actor: testActor("admin", String(manager)) });
  const told: Record<string, unknown> = {};
  const { sid } = await signIn({ ...ctx, actor: null }, { email: "manager@example.com", password: PASSWORD });
  told["role"] = (await readActor(ctx, sid))?.role;
  for (const search of ["limit=200", "sort=time_used&limit=200", "status=USABLE,EXPIRED&sort=-expiration"])
    told[search] = await listed(ctx, search);
  await correct(ctx, "7", { product_name: "Day Pass", uses_count: 1 });
  const { product_name, uses_count } = await passRow(schema.owner, "7");
  told["corrected"] = { product_name, uses_count };
  told["bulk"] = await inBulk(schema, ctx);
  told["streamed"] = await streamed(ctx);
  for (const search of ["flag=unlinked", "sort=-expiration", ""]) {
    const planted = await plantExport(schema.worker, manager, { search, columns: COLUMNS });
    const job = await runJobNow(schema.worker, exportJob, planted.job_id, { clock: stoppedClock(NOW) });
    told[`export of ${search}`] = [job.state, exportedFile(folder, planted.id).toString()];
    rmSync(join(folder, `${planted.id}.csv`));
  }
  return told;
}

async function listed(ctx: Context, search: string): Promise<unknown[]> {
  const query = parsePassQuery(new URLSearchParams(search), { now: new Date(NOW), zone: ctx.zone });
  return (await listPasses(ctx, query)).data.map((pass) =>
    COLUMNS.map((column) => (pass as unknown as Record<string, unknown>)[column]),
  );
}

async function inBulk(schema: TestSchema, ctx: Context): Promise<unknown> {
  const bulk = await plan(ctx, { query: { status: "USING" }, changes: { product_name: "In bulk" } });
  await start(ctx, bulk);
  await doJob(schema.worker, bulk.id);
  const changed: unknown[] = await schema.owner("pd_pass").where({ product_name: "In bulk" }).pluck("id");
  return { counts: (await getBulk(ctx, bulk.id)).counts, changed: changed.length };
}

async function streamed(ctx: Context): Promise<string> {
  const search = new URLSearchParams({ format: "csv", columns: COLUMNS.join() });
  const { stream } = await exportPasses(ctx, parseExportRequest(search, { now: new Date(NOW), zone: ctx.zone })); // prettier-ignore
  return new Response(stream).text();
}

test("signing in, lists, corrections, bulk corrections and exports are the same, byte for byte", async () => {
  const [kind, other] = schemas;
  if (!kind || !other) throw new Error("a schema is missing");
  const told = await story(kind);
  expect(told["role"]).toBe("admin");
  expect(readCsv(String(told["streamed"]))).toHaveLength(PASSES + 1);
  expect(await story(other)).toEqual(told);
});

test("control: a session that sets no state finds all of it unkind", async () => {
  const bare = await openOutsideDatabase(schemas[1]?.url.web ?? "");
  expect(await bare.rows("SELECT id FROM pd_pass WHERE id < 6")).toHaveLength(3);
  const write = bare.rows("UPDATE pd_pass SET uses_count = 1 WHERE id = 1");
  const READ_ONLY = 1792;
  await expect(write).rejects.toMatchObject({ errno: READ_ONLY });
  await bare.close();
  // What is declared has an unkind value here, or the story would not show that it matters.
  for (const [family, state] of Object.entries(SESSION_STATE)) {
    const unkindly = Object.keys(UNKIND[family as keyof typeof UNKIND]);
    expect(Object.keys(state).filter((name) => !unkindly.includes(name))).toEqual([]);
  }
});
