import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { createSchedule } from "@/lib/jobs/schedules/create-schedule";
import { fireSchedules } from "@/lib/jobs/schedules/fire-schedules";
import { correctPass } from "@/lib/corrections/correct-pass";
import { getPass } from "@/lib/passes/get-pass";
import { askedRun, plantPasses } from "@/lib/testing/archived";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { DEFAULT_POLICY } from "./archive";
import { archiveRequestSchema } from "./archive-ask";
import { changeArchivePolicy } from "@/lib/archive/policy/change-archive-policy";
import { getArchiving } from "./get-archiving";
import { listArchiveRuns } from "./list-archive-runs";
import { planArchive } from "./plan-archive";
import { readArchivePolicy } from "@/lib/archive/policy/read-archive-policy";
import { requestArchive } from "./request-archive";
import { restorePass } from "./restore-pass";
import { archiveRunJob } from "./run-archive";
import { archiveStartJob } from "./start-archive";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const TABLES = ["bytemark_pass", "bytemark_pass_archive", "pd_archive_run", "pd_job", "pd_schedule", "pd_setting", "pd_audit"]; // prettier-ignore

let schema: TestSchema;
let admin: number;

beforeAll(async () => {
  schema = await createTestSchema();
  [admin = 0] = await schema.owner("pd_user").insert({
    ...{ email: "admin@example.com", name: "Ada Admin", role: "admin", password_hash: "x" },
  });
});

beforeEach(async () => {
  for (const table of TABLES) await schema.owner.raw("DELETE FROM ??", [table]);
});

afterAll(() => schema.drop());

const context = (role: "admin" | "manager" | "support" = "admin") =>
  testContext(schema.web, { at: NOW, actor: testActor(role, String(admin)) });
const request = (asked: Record<string, unknown>) => archiveRequestSchema.parse(asked);

async function archiveOne(id: number): Promise<string> {
  await plantPasses(schema.owner, [{ id, ended_days: 500 }], NOW);
  const { run_id, job_id } = await askedRun("archive", { pass_ids: [String(id)], reason: "Over" }, context());
  await runJobNow(schema.worker, archiveRunJob, job_id);
  return run_id;
}

describe("restoring one pass", () => {
  it("answers the pass as it was when the worker is free, and tells the log", async () => {
    const run_id = await archiveOne(1);
    const before = await getPass(context(), "1");
    expect(await getArchiving(context("support"), "1")).toMatchObject({
      run: { id: run_id, reason: "Over" },
    });
    const restoring = restorePass(context(), "1", "Rider came back");
    await workWhenAsked();
    const restored = await restoring;
    expect(restored).toMatchObject({ pass: { ...before.pass, archived: false, archived_on: null } });
    expect(await getArchiving(context(), "1")).toBe(null);
    const entry: unknown = await schema.owner("pd_audit").where({ action: "pass.restore" }).first();
    expect(entry).toMatchObject({ subject_type: "pass", subject_id: "1", actor_name: "Ada Admin" });
  });

  it("answers the run if it is not done within two seconds, and the run continues later", async () => {
    await archiveOne(1);
    const restored = await restorePass(context(), "1", null);
    expect(restored).toMatchObject({ run: { state: "queued", direction: "restore", pass_ids: ["1"] } });
    await workWhenAsked();
    expect((await getPass(context(), "1")).pass.archived).toBe(false);
  });

  it("is refused for a pass in the list, for an unknown pass, and without the admin role", async () => {
    await plantPasses(schema.owner, [{ id: 1, ended_days: 500 }], NOW);
    await expect(restorePass(context(), "1", null)).rejects.toMatchObject({ code: "conflict" });
    await expect(restorePass(context(), "2", null)).rejects.toMatchObject({ code: "not_found" });
    await expect(restorePass(context("manager"), "1", null)).rejects.toMatchObject({ code: "forbidden" });
  });
});

/* Does the job of the oldest waiting run, as the worker would. */
async function workWhenAsked(): Promise<void> {
  for (;;) {
    const job: { id: string } | undefined = await schema
      .owner("pd_job")
      .where({ state: "queued", kind: "archive.run" })
      .first("id");
    if (job) {
      await runJobNow(schema.worker, archiveRunJob, String(job.id));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("an archived pass", () => {
  it("cannot be corrected, and the refusal says what to do", async () => {
    await archiveOne(1);
    const { etag } = await getPass(context(), "1");
    for (const dry_run of [true, false]) {
      const body = { changes: { uses_count: 1 }, reason: { code: "other", note: "Trying" }, dry_run };
      const correcting = correctPass(context(), { passId: "1", body, ifMatch: etag, idempotencyKey: null });
      await expect(correcting).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Restore it first") as string }); // prettier-ignore
    }
  });
});

describe("the policy", () => {
  it("is the default until somebody changes it, and each change leaves one entry", async () => {
    expect(await readArchivePolicy(context())).toEqual(DEFAULT_POLICY);
    const changed = await changeArchivePolicy(context(), { age_days: 700, exclusions: ["pinned"] });
    expect(changed).toEqual({ ...DEFAULT_POLICY, age_days: 700, exclusions: ["pinned"] });
    await changeArchivePolicy(context(), { age_days: 700 });
    expect(await readArchivePolicy(context())).toEqual(changed);
    const entries: unknown[] = await schema.owner("pd_audit").where({ action: "setting.change" });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ before_values: { age_days: 400 }, after_values: { age_days: 700 } });
  });

  it("keeps both of two concurrent changes, each recorded with the values before it", async () => {
    for (let age_days = 500; age_days < 510; age_days += 1) {
      await Promise.all([
        changeArchivePolicy(context(), { age_days }),
        changeArchivePolicy(context(), { recent_order_days: age_days }),
      ]);
      expect(await readArchivePolicy(context())).toMatchObject({ age_days, recent_order_days: age_days });
    }
  });

  it("refuses impossible values, naming them, and people who are not admins", async () => {
    for (const body of [{ age_days: 0 }, { statuses: [] }, { exclusions: ["other"] }, { unknown: 1 }, null]) {
      await expect(changeArchivePolicy(context(), body)).rejects.toMatchObject({ code: "invalid_change" });
    }
    await expect(changeArchivePolicy(context("manager"), {})).rejects.toMatchObject({ code: "forbidden" });
    for (const role of ["manager", "support"] as const) {
      await expect(planArchive(context(role), request({ policy: {} }))).rejects.toMatchObject({ code: "forbidden" }); // prettier-ignore
      await expect(requestArchive(context(role), request({ policy: {} }))).rejects.toMatchObject({ code: "forbidden" }); // prettier-ignore
      await expect(listArchiveRuns(context(role), { before: null, limit: 5 })).rejects.toMatchObject({ code: "forbidden" }); // prettier-ignore
    }
  });
});

describe("a schedule", () => {
  const fire = async () => {
    await schema.owner("pd_schedule").update({ next_on: schema.owner.raw("NOW(3) - INTERVAL 1 MINUTE") });
    expect(await fireSchedules(schema.worker, "America/Chicago")).toBe(1);
    const job: { id: string } = await schema
      .owner("pd_job")
      .where({ kind: "archive.start" })
      .orderBy("id", "desc")
      .first("id");
    return runJobNow(schema.worker, archiveStartJob, String(job.id));
  };
  const schedule = { name: "Nightly", kind: "archive.start" as const, cron: "0 3 * * *", payload: {} };

  it("starts a run by the policy in force as its owner, and none while a run is open", async () => {
    await createSchedule(context(), schedule);
    await changeArchivePolicy(context(), { age_days: 800 });
    expect(await fire()).toMatchObject({ state: "done" });
    const { data } = await listArchiveRuns(context(), { before: null, limit: 5 });
    expect(data).toMatchObject([
      { policy: { age_days: 800 }, actor: { id: String(admin) }, state: "queued" },
    ]);
    expect(data[0]?.schedule_id).not.toBe(null);
    expect(await fire()).toMatchObject({ state: "done" });
    expect((await listArchiveRuns(context(), { before: null, limit: 5 })).data).toHaveLength(1);
  });

  it("is paused with the reason if its owner has lost the right to archive", async () => {
    await createSchedule(context(), schedule);
    await schema.owner("pd_user").where({ id: admin }).update({ role: "support" });
    try {
      expect(await fire()).toMatchObject({ state: "dead", error_code: "forbidden" });
      const row: unknown = await schema.owner("pd_schedule").first();
      expect(row).toMatchObject({ is_enabled: 0, paused_reason: "Test admin may not archive any more." });
    } finally {
      await schema.owner("pd_user").where({ id: admin }).update({ role: "admin" });
    }
  });
});
