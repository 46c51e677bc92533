import type { Page } from "@playwright/test";
import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask } from "./ask";
import { expect, test } from "./fixtures";

test.use({ role: "admin" });

const [KIND, LANE] = ["bulk.run", "change"];
/* A bulk correction that does not exist: its job has nothing to do and ends as done. */
const NOTHING_TO_DO = JSON.stringify({ bulk_id: "999999999" });
const ASKER = "Jobs Test";

const row = (page: Page, id: string) => page.getByRole("row").filter({ hasText: `Job ${id}` });
const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

interface MadeJob {
  payload: string;
  state?: "queued" | "running";
  most_attempts?: number;
  /** Seconds before it may begin. */
  waits_s?: number;
}

/** Writes a job as a request leaves it in the queue; answers its id. */
async function makeJob(db: OutsideDatabase, job: MadeJob): Promise<string> {
  const op = `jobs-test-${crypto.randomUUID()}`;
  const isRunning = job.state === "running";
  await db.rows(
    `INSERT INTO pd_job (kind, lane, payload, state, actor_id, actor_name, unique_key, run_after, most_attempts, attempts,
       owner, lease_until, started_on, rows_done, rows_total)
     SELECT ?, ?, ?, ?, id, ?, ?, NOW(3) + INTERVAL ? SECOND, ?, ?, ?, IF(?, NOW(6) + INTERVAL 1 HOUR, NULL),
       IF(?, NOW(3), NULL), IF(?, 250, NULL), IF(?, 1000, NULL)
     FROM pd_user WHERE email = 'admin@passdesk.test'`,
    [KIND, LANE, job.payload, job.state ?? "queued", ASKER, op, job.waits_s ?? 0,
     job.most_attempts ?? 5, isRunning ? 1 : 0, isRunning ? "worker-elsewhere" : null,
     ...Array.from({ length: 4 }, () => (isRunning ? 1 : 0))],
  ); // prettier-ignore
  const [made] = await db.rows<{ id: number }>("SELECT id FROM pd_job WHERE unique_key = ?", [op]);
  return String(made?.id);
}

test.afterEach(async ({ ownerDb }) => {
  await ownerDb.rows("DELETE FROM pd_job WHERE actor_name = ? AND lease_until IS NULL", [ASKER]);
});

test("a job that cannot be done is given up, says why, and runs when retried after the cause is mended", async ({
  page,
  ownerDb,
  consoleErrors,
}) => {
  const id = await makeJob(ownerDb, { payload: JSON.stringify({ nothing: true }), most_attempts: 1 });
  await page.goto("/jobs");
  await expect(row(page, id)).toContainText("Given up", { timeout: 20_000 });
  await expect(page.getByText(/jobs? (was|were) given up\./)).toBeVisible();
  await page
    .getByRole("navigation", { name: "Jobs by state" })
    .getByRole("link", { name: /^Given up/ })
    .press("Enter");
  await expect(page).toHaveURL(/state=dead/);
  await expect(row(page, id)).toContainText("Run a bulk correction");
  await expect(row(page, id)).toContainText(ASKER);
  await expect(row(page, id).getByRole("paragraph"), "why").not.toHaveText("");
  const retry = row(page, id).getByRole("button", { name: `Retry job ${id}` });

  await retry.press("Enter");
  await expect(said(page, `Job ${id} is queued again`)).toBeVisible();
  await expect
    .poll(
      async () =>
        (
          await ownerDb.rows<{ fence: number; state: string }>(
            "SELECT fence, state FROM pd_job WHERE id = ?",
            [id],
          )
        )[0],
      { timeout: 20_000 },
    )
    .toEqual({ fence: 2, state: "dead" });
  await ownerDb.rows("UPDATE pd_job SET payload = ? WHERE id = ?", [NOTHING_TO_DO, id]);
  await page.goto("/jobs");
  await expect(row(page, id)).toContainText("Given up");
  await retry.press("Enter");
  await expect(row(page, id), "without a reload").toContainText("Done", { timeout: 20_000 });
  const audit = await ownerDb.rows<{ action: string }>(
    "SELECT action FROM pd_audit WHERE subject_type = 'job' AND subject_id = ?",
    [id],
  );
  expect(audit.map(({ action }) => action)).toEqual(["job.retry", "job.retry"]);
  expect(consoleErrors).toEqual([]);
});

test("another worker's progress is shown live, and its end too", async ({ page, ownerDb }) => {
  const id = await makeJob(ownerDb, { payload: NOTHING_TO_DO, state: "running" });
  await page.goto("/jobs?state=running");
  await expect(row(page, id)).toContainText("Running");
  await expect(row(page, id)).toContainText("250 of 1,000");
  await ownerDb.rows("UPDATE pd_job SET rows_done = 750 WHERE id = ?", [id]);
  await expect(row(page, id), "without a reload").toContainText("750 of 1,000");
  await ownerDb.rows(
    "UPDATE pd_job SET state = 'done', rows_done = 1000, lease_until = NULL, owner = NULL, finished_on = NOW(3) WHERE id = ?",
    [id],
  );
  await expect(row(page, id), "it runs no more").toHaveCount(0);
  await page
    .getByRole("navigation", { name: "Jobs by state" })
    .getByRole("link", { name: /^Done/ })
    .press("Enter");
  await expect(row(page, id)).toContainText("Done");
  await expect(row(page, id).getByRole("button")).toHaveCount(0);
});

test("a waiting job is cancelled and never begins", async ({ page, ownerDb }) => {
  const id = await makeJob(ownerDb, { payload: NOTHING_TO_DO, waits_s: 3600 });
  await page.goto("/jobs?state=queued");
  await expect(row(page, id)).toContainText("Queued");
  await expect(row(page, id)).toContainText("Next try in");
  await row(page, id)
    .getByRole("button", { name: `Cancel job ${id}` })
    .press("Enter");
  await expect(said(page, `Job ${id} is being cancelled`)).toBeVisible();
  await expect
    .poll(
      async () =>
        (
          await ownerDb.rows<{ state: string; rows_done: number | null }>(
            "SELECT state, rows_done FROM pd_job WHERE id = ?",
            [id],
          )
        )[0],
      { timeout: 20_000 },
    )
    .toEqual({ state: "cancelled", rows_done: null });
  await page.goto("/jobs?state=cancelled");
  await expect(row(page, id)).toContainText("Cancelled");
  await expect(row(page, id).getByRole("button")).toHaveCount(0);
});

test("the machine's schedules show their time in the agency's zone, their next run and their last outcome", async ({
  page,
}) => {
  await page.goto("/jobs");
  const schedules = page.getByRole("table", { name: "Schedules" });
  const verify = schedules.getByRole("row").filter({ hasText: "Verify the audit log" });
  await expect(verify).toContainText("PassDesk");
  await expect(verify).toContainText(/3:20/);
  const seal = schedules.getByRole("row").filter({ hasText: "Seal the audit log" });
  await expect(seal).toContainText(/Done|Running|Queued/);
  await expect(seal.getByRole("button"), "the machine's own are nobody's to pause").toHaveCount(0);
});

for (const role of ["support", "manager"] as const) {
  test.describe(role, () => {
    test.use({ role });

    test(`${role} sees no jobs`, async ({ page, cookieOf }) => {
      expect((await page.goto("/jobs"))?.status()).toBe(403);
      await expect(page.getByRole("heading", { name: "You cannot see the jobs" })).toBeVisible();
      expect((await ask("/api/v1/jobs", { cookie: await cookieOf(role) })).status).toBe(403);
    });
  });
}
