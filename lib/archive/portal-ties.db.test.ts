import { afterEach, expect, test } from "vitest";
import { grantRights } from "@/db/schema/give-rights";
import { migrate, plannedSteps } from "@/db/schema/migrate";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { ACTIVATION_LOG, SURVEY } from "@/db/testing/portal/portal-parts";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { plantUser } from "@/lib/testing/accounts";
import { askedRun, plantPasses } from "@/lib/testing/archived";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { archiveRequestSchema } from "./archive-ask";
import { getArchiveRun } from "./get-archive-run";
import { planArchive } from "./plan-archive";
import { archiveRunJob } from "./run-archive";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const POLICY = { policy: { exclusions: [] } };

let schema: TestSchema;
let admin: number;
afterEach(() => schema.drop());

/* A portal with other tables and triggers beside its passes, and passes 1 to 4 to archive. */
async function adopt(own_statements: readonly string[]): Promise<void> {
  schema = await createTestSchema({ ...NAMED_PORTALS.plain, name: "tied", own_statements });
  admin = await plantUser(schema.owner, "admin@example.com");
  await plantPasses(schema.owner, [1, 2, 3, 4].map((id) => ({ id, ended_days: 500 })), NOW); // prettier-ignore
}

const referring = (rule: string) =>
  `CREATE TABLE receipt (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, pass_id INT NULL,
   CONSTRAINT fk_receipt FOREIGN KEY (pass_id) REFERENCES bytemark_pass (id) ON DELETE ${rule})`;
const context = () => testContext(schema.web, { at: NOW, actor: testActor("admin", String(admin)) });
async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const [found] = (await schema.owner.raw(sql)) as [Record<string, unknown>[], unknown];
  return found;
}
const ids = async (table: string) => (await rows(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id);
const plan = () => planArchive(context(), archiveRequestSchema.parse({ ...POLICY, dry_run: true }));

async function run(direction: "archive" | "restore", asked: Record<string, unknown>) {
  const { run_id, job_id } = await askedRun(direction, asked, context());
  await runJobNow(schema.worker, archiveRunJob, job_id, { clock: context().clock });
  return getArchiveRun(context(), run_id);
}

test.each(["CASCADE", "SET NULL"])(
  "where a foreign key would change rows with the pass (%s), nothing is archived",
  async (rule) => {
    await adopt([referring(rule)]);
    await rows("INSERT INTO receipt (pass_id) VALUES (2)");
    const why = { status: 409, message: expect.stringContaining("fk_receipt") as string };
    await expect(plan()).rejects.toMatchObject(why);
    await expect(askedRun("archive", POLICY, context())).rejects.toMatchObject(why);
    expect([await ids("bytemark_pass"), await rows("SELECT pass_id FROM receipt")]).toEqual([
      [1, 2, 3, 4],
      [{ pass_id: 2 }],
    ]);
  },
);

test("a run that was asked for before such a key came moves nothing either; without the look its rows go", async () => {
  await adopt([]);
  const asked = await askedRun("archive", POLICY, context());
  await rows(referring("CASCADE"));
  await rows("INSERT INTO receipt (pass_id) VALUES (2), (4)");
  await migrate(schema.owner);
  expect(await runJobNow(schema.worker, archiveRunJob, asked.job_id, { clock: context().clock })).toMatchObject({ state: "dead" }); // prettier-ignore
  const { state, error } = await getArchiveRun(context(), asked.run_id);
  expect([state, error]).toEqual(["failed", expect.stringContaining("fk_receipt")]);
  expect([await ids("bytemark_pass"), await ids("receipt")]).toEqual([[1, 2, 3, 4], [1, 2]]); // prettier-ignore

  await schema.owner.raw(
    "CREATE OR REPLACE VIEW pd_archive_block AS SELECT '' AS reason FROM DUAL WHERE 1 = 0",
  );
  await run("archive", POLICY);
  expect(await ids("receipt")).toEqual([]);
});

test("passes that rows of another table refer to stay, are counted, and go once nothing refers to them", async () => {
  await adopt([SURVEY, referring("RESTRICT")]);
  await rows("INSERT INTO ride_survey (pass_id, stars) VALUES (2, 5), (2, 4)");
  await rows("INSERT INTO receipt (pass_id) VALUES (3), (NULL)");
  expect(await plan()).toMatchObject({ will_move: 2, kept: [{ why: "referred", count: 2 }] });
  expect(await run("archive", POLICY)).toMatchObject({ state: "done", rows_done: 2 });
  expect([await ids("bytemark_pass"), await ids("bytemark_pass_archive")]).toEqual([[2, 3], [1, 4]]); // prettier-ignore
  await rows("DELETE FROM ride_survey");
  expect(await plan()).toMatchObject({ will_move: 1, kept: [{ why: "referred", count: 1 }] });
  expect(await run("archive", POLICY)).toMatchObject({ state: "done", rows_done: 1 });
  expect(await ids("bytemark_pass")).toEqual([3]);
});

test("a key that migrate has not seen ends the run with a sentence, and the next migrate sees it", async () => {
  await adopt([]);
  await rows(SURVEY);
  await rows("INSERT INTO ride_survey (pass_id, stars) VALUES (2, 5)");
  expect(await run("archive", POLICY)).toMatchObject({
    state: "failed",
    rows_done: 0,
    error: expect.stringContaining("A foreign key of the portal") as string,
  });
  expect(await ids("bytemark_pass")).toEqual([1, 2, 3, 4]);
  expect((await plannedSteps(schema.owner)).map(({ table }) => table)).toEqual(["pd_kept_pass"]);
  await migrate(schema.owner);
  await grantRights(schema.owner, schema.url);
  expect(await run("archive", POLICY)).toMatchObject({ state: "done", rows_done: 3 });
});

test.each(["BEFORE INSERT", "BEFORE DELETE", "AFTER DELETE"])(
  "a trigger that may change data as a pass goes or comes back (%s) keeps the passes in the list",
  async (when) => {
    await adopt([`CREATE TRIGGER trg_own ${when} ON bytemark_pass FOR EACH ROW SET @seen = 1`]);
    await expect(plan()).rejects.toMatchObject({ status: 409, message: expect.stringContaining("trg_own") as string }); // prettier-ignore
    await expect(askedRun("archive", POLICY, context())).rejects.toMatchObject({ status: 409 });
  },
);

test("a trigger after each new pass does not keep passes from being archived", async () => {
  await adopt(ACTIVATION_LOG);
  expect(await run("archive", POLICY)).toMatchObject({ state: "done", rows_done: 4 });
  expect(await run("restore", { pass_ids: ["1"] })).toMatchObject({ state: "done", rows_done: 1 });
});
