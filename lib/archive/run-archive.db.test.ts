import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { advanceArchiveRun } from "@/db/archive/archive-runs";
import { MOVE_ORDER } from "@/db/archive/pass-archive";
import { compilePages } from "@/db/query/compile-page";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { wholeRows } from "@/db/testing/whole-rows";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { askedRun, type PlantedPass, plantPasses, whereabouts } from "@/lib/testing/archived";
import { openTestRun, runJobNow } from "@/lib/testing/test-job-run";
import { cancelArchiveRun } from "./cancel-archive-run";
import { getArchiveRun } from "./get-archive-run";
import { planArchive } from "./plan-archive";
import { DEFAULT_POLICY } from "./archive";
import { archiveRequestSchema } from "./archive-ask";
import { archiveSelection } from "./archive-selection";
import { archiveRunJob, runArchive } from "./run-archive";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const OLD = 500;

let schema: TestSchema;
let admin: number;

beforeAll(async () => {
  schema = await createTestSchema();
  [admin = 0] = await schema.owner("pd_user").insert({
    email: "admin@example.com", name: "Ada Admin", role: "admin", password_hash: "x",
  }); // prettier-ignore
});

beforeEach(async () => {
  for (const table of ["bytemark_pass", "bytemark_pass_archive", "pd_archive_run", "pd_job", "pd_pass_pin", "pd_note", "bytemark_orders", "pd_audit", "pd_outbox"]) {
    await schema.owner.raw("DELETE FROM ??", [table]);
  }
}); // prettier-ignore

afterAll(() => schema.drop());

const context = () => testContext(schema.web, { at: NOW, actor: testActor("admin", String(admin)) });
const plant = (passes: PlantedPass[]) => plantPasses(schema.owner, passes, NOW);
const run = (jobId: string) => runJobNow(schema.worker, archiveRunJob, jobId, { clock: context().clock });
const ids = async (table: string) =>
  ((await schema.owner(table).select("id").orderBy("id")) as { id: number }[]).map((row) => row.id);

async function archive(asked: Record<string, unknown>) {
  const asking = await askedRun("archive", asked, context());
  const job = await run(asking.job_id);
  return { ...asking, job, run: await getArchiveRun(context(), asking.run_id) };
}

describe("archiving by the policy", () => {
  it("moves what takes too long to be counted all the same", async () => {
    await plant([{ id: 1, ended_days: OLD }]);
    const asking = await askedRun("archive", { policy: {} }, context());
    const slow = Object.assign(new Error("took too long"), { errno: 1969 });
    const exportDb = { client: {}, raw: () => Promise.reject(slow) } as unknown as Context["exportDb"];
    const job = await runJobNow(schema.worker, archiveRunJob, asking.job_id, { clock: context().clock, exportDb }); // prettier-ignore
    expect(job.state).toBe("done");
    expect(await getArchiveRun(context(), asking.run_id)).toMatchObject({ rows_done: 1, rows_total: null });
  });

  it("moves what is old enough and keeps what an exclusion names, as the plan has said", async () => {
    await plant([
      { id: 1, ended_days: OLD },
      { id: 2, ended_days: 399 },
      { id: 3, ended_days: -1 },
      { id: 4, ended_days: null },
      { id: 5, ended_days: OLD, drift: "lagging" },
      { id: 6, ended_days: OLD },
      { id: 7, ended_days: OLD },
      { id: 8, ended_days: OLD, order_uuid: "order-new" },
      { id: 9, ended_days: OLD, order_uuid: "order-old" },
      { id: 10, ended_days: OLD, status: "FROZEN" },
      { id: 11, ended_days: OLD, status: "EXPIRED" },
      { id: 12, ended_days: 401 },
    ]);
    await schema.owner("pd_pass_pin").insert([
      { pass_id: 6, field: "status", until_time: null, audit_id: 1 },
      { pass_id: 1, field: "status", until_time: new Date("2026-11-01"), audit_id: 1 },
    ]);
    await schema.owner("pd_note").insert({
      subject_type: "pass", subject_id: 7, author_id: admin, author_name: "Ada", author_role: "admin", text: "Keep it",
    }); // prettier-ignore
    const order = (order_uuid: string, days: number) => ({
      user_id: 1,
      order_uuid,
      created_on: new Date(NOW.getTime() - days * 86_400_000),
    });
    await insertRows(schema.owner, "bytemark_orders", [order("order-new", 5), order("order-old", 300)]);

    const plan = await planArchive(context(), archiveRequestSchema.parse({ policy: {}, dry_run: true }));
    expect(plan).toMatchObject({
      will_move: 5,
      kept: [
        { why: "drift", count: 1 },
        { why: "pinned", count: 1 },
        { why: "noted", count: 1 },
        { why: "recent_orders", count: 1 },
      ],
    });
    const { run: done } = await archive({ policy: {} });
    expect(await ids("bytemark_pass_archive")).toEqual([1, 9, 10, 11, 12]);
    expect(await ids("bytemark_pass")).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(done).toMatchObject({ state: "done", rows_done: 5, rows_total: 5, rows_kept: 0, error: null });
  });

  it("takes each value along both ways, unknown columns of the portal's too, and settles what it archives", async () => {
    for (const table of ["bytemark_pass", "bytemark_pass_archive"]) {
      await schema.owner.raw("ALTER TABLE ?? ADD COLUMN fare_zone VARCHAR(9) NULL", [table]);
    }
    try {
      await plant([{ id: 1, ended_days: OLD }]);
      await schema.owner.raw(
        "UPDATE bytemark_pass SET fare_zone = 'zone 3', modified_on = '2025-02-03 04:05:06.789'",
      );
      const [before] = await wholeRows(schema.owner, "bytemark_pass");
      const { run_id } = await archive({ policy: {} });
      const [archived] = await wholeRows(schema.owner, "bytemark_pass_archive");
      // The portal may have an `expiration` of its own.
      const ours = await schema.owner("pd_pass_archive").first("expiration");
      const settled = { ...before, settled_expiration: ours?.expiration, settled_status: "EXPIRED" };
      expect(archived).toEqual({
        ...settled,
        archived_on: archived?.["archived_on"],
        archive_run_id: run_id,
      });
      expect(archived?.["oauth_token"]).toBe("token-1");
      const { job_id } = await askedRun("restore", { pass_ids: ["1"] }, context());
      await run(job_id);
      expect(await wholeRows(schema.owner, "bytemark_pass")).toEqual([settled]);
      expect(await ids("bytemark_pass_archive")).toEqual([]);
    } finally {
      for (const table of ["bytemark_pass", "bytemark_pass_archive"]) {
        await schema.owner.raw("ALTER TABLE ?? DROP COLUMN fare_zone", [table]);
      }
    }
  });

  it("moves nothing where the archive lacks a column, and names it", async () => {
    await schema.owner.raw("ALTER TABLE bytemark_pass ADD COLUMN portal_extra INT NULL");
    try {
      await plant([{ id: 1, ended_days: OLD }]);
      const { job, run: failed } = await archive({ policy: {} });
      expect(job).toMatchObject({ state: "dead", error_code: "columns_differ" });
      expect(failed).toMatchObject({ state: "failed", rows_done: 0 });
      expect(failed.error).toContain("portal_extra");
      expect(await ids("bytemark_pass")).toEqual([1]);
    } finally {
      await schema.owner.raw("ALTER TABLE bytemark_pass DROP COLUMN portal_extra");
    }
  });
});

describe("the passes of the policy", () => {
  it("are read by expiration from one index, on every page, never from the whole table", async () => {
    const ask = {
      as_of: NOW.toISOString(),
      policy: DEFAULT_POLICY,
      search: null,
      pass_ids: null,
      reason: null,
    };
    const { movable } = await archiveSelection(schema.web, "archive", ask, "America/Chicago");
    for (const after of [null, { value: "2025-01-01 00:00:00.000", id: 7 }]) {
      const pages = compilePages({
        conditions: movable,
        order: MOVE_ORDER,
        after,
        backward: false,
        limit: 500,
      });
      const [{ source, page } = { source: null, page: { sql: "" } }, ...others] = pages;
      expect([source, others]).toEqual(["live", []]);
      const reads = page.sql.match(/FROM pd_pass\w* p/g) ?? [];
      expect(reads.length).toBeGreaterThan(0);
      expect(new Set(reads)).toEqual(new Set(["FROM pd_pass__ix_pd_status_expiration p"]));
    }
  });
});

describe("archiving by a query or by ids", () => {
  it("leaves what has not ended in the list, and says so before", async () => {
    await plant([
      { id: 1, ended_days: 2 },
      { id: 2, ended_days: -2 },
      { id: 3, ended_days: null },
      { id: 4, ended_days: 3 },
    ]);
    for (const asked of [{ pass_ids: ["1", "2", "3"] }, { query: { user_id: "1,2,3" } }]) {
      const plan = await planArchive(context(), archiveRequestSchema.parse({ ...asked, dry_run: true }));
      expect(plan).toMatchObject({ will_move: 1, kept: [{ why: "not_ended", count: 2 }] });
    }
    await archive({ query: { user_id: "1,2,3" } });
    expect(await ids("bytemark_pass_archive")).toEqual([1]);
  });

  it("refuses a query that names a person, passes named twice, and passes that are there already", async () => {
    const refused = (asked: Record<string, unknown>, direction: "archive" | "restore" = "archive") =>
      expect(planArchive(context(), archiveRequestSchema.parse({ direction, ...asked }))).rejects.toMatchObject({ code: "invalid_parameter" }); // prettier-ignore
    await refused({ query: { q: "someone@example.com" } });
    await refused({ query: {}, policy: {} });
    await refused({});
    await refused({ query: { archived: "only" } });
    await refused({ query: {} }, "restore");
    await refused({ policy: {} }, "restore");
  });
});

describe("a run", () => {
  it("restores what a query finds in the archive; a pass whose number is taken stays there", async () => {
    await plant(Array.from({ length: 30 }, (_, at) => ({ id: at + 1, ended_days: OLD })));
    await archive({ policy: {} });
    await plant([{ id: 5, ended_days: -10 }]);
    const asking = await askedRun("restore", { query: { archived: "only" } }, context());
    await run(asking.job_id);
    expect(await getArchiveRun(context(), asking.run_id)).toMatchObject({ state: "done", rows_done: 29, rows_kept: 1 }); // prettier-ignore
    expect(await ids("bytemark_pass_archive")).toEqual([5]);
    expect(await ids("bytemark_pass")).toHaveLength(30);
  });

  it("writes one audit entry and one event per batch, naming every pass exactly once", async () => {
    const planted = 1200;
    await plant(Array.from({ length: planted }, (_, at) => ({ id: at + 1, ended_days: OLD })));
    const { run_id } = await archive({ policy: {} });
    const entries: { data: { run_id: string; pass_ids: string[] } }[] = await schema
      .owner("pd_audit")
      .where({ action: "pass.archive" })
      .select("data");
    const told = entries.flatMap(({ data }) => data.pass_ids.map(Number)).sort((a, b) => a - b);
    expect(told).toEqual(Array.from({ length: planted }, (_, at) => at + 1));
    expect(entries.every(({ data }) => data.run_id === run_id && data.pass_ids.length <= 500)).toBe(true);
    const events = await schema.owner("pd_outbox").where({ event: "archive.batch" });
    expect(events).toHaveLength(entries.length);
    const acts: { action: string }[] = await schema
      .owner("pd_audit")
      .where({ subject_type: "archive_run" })
      .orderBy("id")
      .select("action");
    expect([acts[0]?.action, acts.at(-1)?.action]).toEqual(["archive.run", "archive.finish"]);
  });

  it("ends as cancelled where somebody asks, and keeps what it has moved", async () => {
    await plant([{ id: 1, ended_days: OLD }]);
    const { run_id, job_id } = await askedRun("archive", { policy: {} }, context());
    expect(await cancelArchiveRun(context(), run_id)).toMatchObject({ state: "cancelling" });
    await run(job_id);
    expect(await getArchiveRun(context(), run_id)).toMatchObject({ state: "cancelled", rows_done: 0 });
    await expect(cancelArchiveRun(context(), run_id)).rejects.toMatchObject({ code: "conflict" });
    expect(await whereabouts(schema.web, 1)).toEqual({ live: 1, archived: 0, twice: 0, missing: 0 });
  });

  it("is cancelled in the middle of batch after batch, none of which is undone for it", async () => {
    const { run_id, job_id } = await askedRun("archive", { policy: {} }, context());
    const { run, close } = await openTestRun(schema.worker, job_id);
    let [begun, done, isAsked] = [0, 0, false];
    const batches = async () => {
      for (; !isAsked; done += 1) {
        await run.transact(async (trx) => {
          begun += 1;
          await trx.raw("SELECT SLEEP(0.5)");
          await advanceArchiveRun(trx, run_id, { moved: 1, kept: 0, resume_point: { value: null, id: 1 } });
        });
      }
    };
    const working = batches().catch((stop: unknown) => expect(stop).toMatchObject({ why: "cancelled" }));
    await trxBegun();
    const cancelled = cancelArchiveRun(context(), run_id).finally(() => (isAsked = true));
    expect(await Promise.allSettled([cancelled, working])).toMatchObject([
      { status: "fulfilled", value: { state: "cancelling" } },
      { status: "fulfilled" },
    ]);
    expect([begun, done <= 2]).toEqual([done, true]);
    close();

    async function trxBegun(): Promise<void> {
      while (begun === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  it("is refused while another one is open", async () => {
    await askedRun("archive", { policy: {} }, context());
    await expect(askedRun("archive", { policy: {} }, context())).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("stops if the person has lost the right since", async () => {
    await plant([{ id: 1, ended_days: OLD }]);
    const { run_id, job_id } = await askedRun("archive", { policy: {} }, context());
    await schema.owner("pd_user").where({ id: admin }).update({ role: "manager" });
    try {
      expect(await run(job_id)).toMatchObject({ state: "dead", error_code: "forbidden" });
      expect(await getArchiveRun(context(), run_id)).toMatchObject({ state: "failed", rows_done: 0 });
      expect(await ids("bytemark_pass_archive")).toEqual([]);
    } finally {
      await schema.owner("pd_user").where({ id: admin }).update({ role: "admin" });
    }
  });

  it("writes nothing more after another worker has taken it over", async () => {
    await plant(Array.from({ length: 20 }, (_, at) => ({ id: at + 1, ended_days: OLD })));
    const { run_id, job_id } = await askedRun("archive", { policy: {} }, context());
    const zombie = await openTestRun(schema.worker, job_id);
    const heir = await openTestRun(schema.worker, job_id);
    const ctx = testContext(schema.worker, { actor: null, at: NOW });
    await expect(runArchive(ctx, zombie.run, { run_id })).rejects.toMatchObject({ why: "lease_lost" });
    expect(await ids("bytemark_pass_archive")).toEqual([]);
    await runArchive(ctx, heir.run, { run_id });
    expect(await ids("bytemark_pass_archive")).toHaveLength(20);
    zombie.close();
    heir.close();
  });
});
