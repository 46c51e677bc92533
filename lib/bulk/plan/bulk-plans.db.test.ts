import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor } from "@/lib/testing/test-context";
import { BULK_REASON, doJob, plan, plantAsker, plantPasses, start } from "@/lib/testing/test-bulk";
import { plantSession } from "@/lib/testing/accounts";
import { bulkResultsFile } from "@/lib/bulk/results/bulk-results-file";
import { getBulk } from "@/lib/bulk/get-bulk";
import { asked } from "@/lib/testing/asked";
import { BULK_QUERY } from "@/lib/bulk/bulk-query";
import { listBulks } from "@/lib/bulk/list-bulks";
import { listBulkResults } from "@/lib/bulk/results/list-bulk-results";
import { BULK_RESULTS_QUERY } from "@/lib/bulk/results/bulk-results-query";
import { planBulk } from "./plan-bulk";

/* Query plans of what a run reads and writes, on a table large enough for a server to choose a bad one. */

let schema: TestSchema;
let ctx: Context;
let bulkId: string;
const PASSES = 900;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = await plantAsker(schema);
  await plantPasses(schema.owner, PASSES);
  await plantPasses(schema.owner, 20_000, "prod-other");
  await schema.owner("pd_pass").where({ id: 1 }).update({ product_name: "=HYPERLINK(1)", uses_count: 7 });
  const bulk = await plan(ctx, { changes: { product_name: "Extended", uses_count: 7 } });
  await start(ctx, bulk);
  await doJob(schema.worker, bulk.id);
  bulkId = bulk.id;
  // Stands for two million items of other bulk corrections, which would give the same plans.
  await schema.owner.raw(
    `INSERT INTO pd_bulk_item (bulk_id, pass_id, outcome, version)
     SELECT ?, id, IF(id % 50 = 0, 'will_change', 'changed'), '' FROM bytemark_pass WHERE id > ?`,
    [bulkId, PASSES],
  );
  // A log so short that walking it all is as good would say nothing about the one of an agency.
  await schema.owner.raw(
    `INSERT INTO pd_audit (action, actor_type, actor_name, op_id)
     SELECT 'pass.correct', 'user', 'Somebody else', CONCAT('other-', id) FROM bytemark_pass`,
  );
  await schema.owner.raw("ANALYZE TABLE bytemark_pass, pd_bulk_item, pd_audit");
});
afterAll(() => schema.drop());

interface Plan {
  table: string;
  type: string;
  key: string | null;
  rows: string;
}

async function plansOf(act: () => Promise<unknown>): Promise<Plan[]> {
  const sent: { sql: string; bindings: unknown[] }[] = [];
  const listen = (query: { sql: string; bindings?: unknown[] }) =>
    sent.push({ sql: query.sql, bindings: query.bindings ?? [] });
  schema.worker.on("query", listen);
  await act();
  schema.worker.removeListener("query", listen);
  const plans: Plan[] = [];
  for (const { sql, bindings } of sent) {
    if (!/^\s*(select|update|delete)/i.test(sql) || !/pd_pass|pd_bulk_item|pd_audit/.test(sql)) continue;
    // MySQL draws a tree unless told otherwise; MariaDB takes the words between for a comment.
    const [rows] = (await schema.owner.raw(
      `EXPLAIN /*!80000 FORMAT=TRADITIONAL */ ${sql}`,
      bindings as string[],
    )) as [Plan[]];
    plans.push(...rows);
  }
  return plans;
}

describe("the statements of a batch", () => {
  test("read and lock the rows of the batch by their keys, and nothing else", async () => {
    const bulk = await plan(ctx, { query: { product_uuid: "prod-other" }, changes: { uses_count: 1 } });
    if (bulk.state === "planning") await doJob(schema.worker, bulk.id);
    await schema.owner("pd_bulk").where({ id: bulk.id }).update({ needs_approval: 0 });
    await start(ctx, await getBulk(ctx, bulk.id));
    const stop = new AbortController();
    const plans = await plansOf(async () => {
      const running = doJob(schema.worker, bulk.id, { signal: stop.signal });
      await expect
        .poll(async () => (await getBulk(ctx, bulk.id)).counts.changed, { interval: 2, timeout: 20_000 })
        .toBeGreaterThan(0);
      stop.abort();
      await running;
    });
    expect(plans.length).toBeGreaterThan(4);
    for (const { table, type, key, rows } of plans) {
      expect(["range", "eq_ref", "ref", "const"], `${table} by ${key}`).toContain(type);
      // A batch reads the first items of an outcome; the estimate counts them all.
      if (key === "ix_pd_bulk_item_outcome") continue;
      expect(Number(rows), `${table} by ${key}`).toBeLessThanOrEqual(1000);
    }
    expect(plans.map((each) => each.key)).toContain("ix_pd_bulk_item_outcome");
  });
});

describe("results", () => {
  test("come by outcome, a page at a time, each pass once", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const search: string = `outcome=changed&limit=200${cursor ? `&cursor=${cursor}` : ""}`;
      const query = asked(BULK_RESULTS_QUERY, search);
      const page = await listBulkResults(ctx, bulkId, query);
      seen.push(...page.data.map((item) => item.pass_id));
      cursor = seen.length >= 1000 ? null : page.page.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    const query = asked(BULK_RESULTS_QUERY, "outcome=changed&limit=1");
    const { data, page } = await listBulkResults(ctx, bulkId, query);
    expect(data[0]?.changes).toEqual([{ field: "product_name", before: "=HYPERLINK(1)", after: "Extended" }]);
    const foreign = { ...query, outcome: null, cursor: page.next };
    await expect(listBulkResults(ctx, bulkId, foreign)).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  test("are a file with one record each, safe in a spreadsheet", async () => {
    await plantSession(schema.owner, Number(ctx.actor?.id));
    const { stream, filename } = await bulkResultsFile(ctx, bulkId, "changed");
    const lines = (await new Response(stream).text()).split("\r\n");
    expect(filename).toBe(`bulk-correction-${bulkId}.csv`);
    expect(lines[0]).toBe(
      "pass_id,pass_uuid,outcome,why,product_name_before,product_name_after,uses_count_before,uses_count_after,audit_id",
    );
    expect(lines[1]).toMatch(/^1,prod-bulk-0,changed,,'=HYPERLINK\(1\),Extended,,,\d+$/);
    expect(lines[2]).toMatch(/^2,prod-bulk-1,changed,,Local Single Ride,Extended,0,7,\d+$/);
    const items = await schema
      .owner("pd_bulk_item")
      .where({ bulk_id: bulkId, outcome: "changed" })
      .select("pass_id");
    expect(lines).toHaveLength(items.length + 2);
  });

  test.each([
    "x=1",
    "outcome=other",
    "outcome=changed,failed",
    "format=xlsx",
    "format=csv&format=csv",
    "limit=0",
  ])(
    "%s is refused",
    (search) => expect(() => asked(BULK_RESULTS_QUERY, search)).toThrow(expect.objectContaining({ code: "invalid_parameter" })), // prettier-ignore
  );
});

test("bulk corrections are listed newest first, by state, to managers and not to support", async () => {
  const body = { pass_ids: ["2"], changes: { uses_count: 3 }, reason: BULK_REASON };
  const { bulk } = await planBulk(ctx, { body });
  const manager = { ...ctx, actor: testActor("manager", "99") };
  const query = asked(BULK_QUERY, "state=planned&limit=1");
  const { data } = await listBulks(manager, query);
  expect(data.map(({ id }) => id)).toEqual([bulk.id]);
  const first = await listBulks(ctx, asked(BULK_QUERY, "limit=1"));
  const next = asked(BULK_QUERY, `limit=1&cursor=${first.page.next}`);
  expect((await listBulks(ctx, next)).data[0]?.id).not.toBe(first.data[0]?.id);
  const support = { ...ctx, actor: testActor("support", "97") };
  await expect(listBulks(support, query)).rejects.toMatchObject({ code: "forbidden" });
  await expect(planBulk(manager, { body })).rejects.toMatchObject({ code: "forbidden" });
});
