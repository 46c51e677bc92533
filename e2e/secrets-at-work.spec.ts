import { readFileSync } from "node:fs";
import type { APIResponse } from "@playwright/test";
import readXlsxFile from "read-excel-file/node";
import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask, json, write } from "./ask";
import { readyExport } from "./background-export";
import { canariesIn } from "./canaries";
import { expect, test } from "./fixtures";
import { type OwnPass, ownPass } from "./own-passes";
import { REASON } from "./reason";

/*
 * Searches for secrets in what outlives a request: files, the archive, jobs and their results. `ask` itself fails on an
 * answer with a secret.
 */

test.use({ role: "admin" });
test.describe.configure({ timeout: 120_000 });

const SECRET = "CNRY-planted-7f3a";

async function tokenIn(db: OutsideDatabase, table: string, id: string): Promise<string | null> {
  const [row] = await db.rows<{ oauth_token: string }>(`SELECT oauth_token FROM ${table} WHERE id = ?`, [id]);
  return row?.oauth_token ?? null;
}

/* Archives or restores passes as an admin, and waits for the worker. */
async function move(db: OutsideDatabase, cookie: string | undefined, direction: string, ids: string[]) {
  const body = { direction, pass_ids: ids, reason: "Asked for by a test" };
  const asked = await ask("/api/v1/archive-runs", write("POST", body, cookie));
  expect(asked.status, asked.body).toBe(202);
  const { id } = json<{ data: { id: string } }>(asked).data;
  const state = async () => json<{ data: { state: string } }>(await ask(`/api/v1/archive-runs/${id}`, { cookie })).data.state; // prettier-ignore
  await expect.poll(state, { timeout: 30_000 }).toBe("done");
  const table = direction === "archive" ? "bytemark_pass_archive" : "bytemark_pass";
  expect(await db.rows(`SELECT id FROM ${table} WHERE id IN (${ids.join(",")})`)).toHaveLength(ids.length);
}

test("an archived pass keeps its secret where nobody can ask for it, and brings it back", async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const pass = await ownPass(ownerDb, cookie);
  const secret = await tokenIn(ownerDb, "bytemark_pass", pass.id);
  expect(secret, "the control").toMatch(/^CNRY-oauth_token-/);
  await move(ownerDb, cookie, "archive", [pass.id]);
  expect(await tokenIn(ownerDb, "bytemark_pass_archive", pass.id)).toBe(secret);
  const only = `archived=only&serial=${pass.serial}`;
  for (const path of [
    `/passes/${pass.id}`, `/passes/${pass.id}/correct`, `/passes?${only}`, `/archive?restore=${encodeURIComponent(only)}`,
    `/api/v1/passes/${pass.id}`, `/api/v1/passes/${pass.id}/timeline`, `/api/v1/passes/${pass.id}/orders`,
    `/api/v1/passes/${pass.id}/explain`, `/api/v1/passes/${pass.id}/pins`, `/api/v1/passes?${only}`,
    `/api/v1/passes?archived=include&serial=${pass.serial}`, `/api/v1/passes/facets?${only}`,
    `/api/v1/passes/export?${only}`, `/api/v1/exports/preview?${only}`, "/api/v1/archive-runs", "/archive",
  ]) {
    const answer = await ask(path, { cookie });
    expect(answer.status, path).toBe(200);
    if (path.startsWith("/api/") === false) await ask(path, { cookie, headers: { rsc: "1" } });
  } // prettier-ignore
  const found = await ask(`/api/v1/passes?${only}`, { cookie });
  expect(found.body, "the control: it is found there").toContain(pass.pass_uuid);
  const archived = await readyExport(cookie, { name: "Archived", search: only });
  expect(archived.rows_done).toBe(1);
  await ask(`/api/v1/exports/${archived.id}/file`, { cookie });
  await move(ownerDb, cookie, "restore", [pass.id]);
  expect(await tokenIn(ownerDb, "bytemark_pass", pass.id)).toBe(secret);
});

async function bytesOf(answer: APIResponse): Promise<Buffer> {
  expect(answer.status()).toBe(200);
  return answer.body();
}

test("no file of any format holds a planted secret, whatever is asked into it", async ({
  page,
  cookieOf,
}) => {
  const cookie = await cookieOf("admin");
  for (const format of ["csv", "csv-excel", "ndjson", "xlsx"]) {
    const body = { name: `Secrets ${format}`, format, search: "status=EXPIRED,USING" };
    const { id, rows_done } = await readyExport(cookie, body);
    expect(rows_done).toBeGreaterThan(1000);
    const file = await bytesOf(await page.request.get(`/api/v1/exports/${id}/file`));
    const texts = [file.toString("latin1"), file.toString("utf8")];
    if (format === "xlsx") texts.push(JSON.stringify(await readXlsxFile(file)));
    expect(texts.join("").length, "the control: there is something to look through").toBeGreaterThan(100_000);
    for (const text of texts) expect(canariesIn(text), format).toEqual([]);
  }
});

test("a job's payload is in no answer and no log line, not even if the job fails because of it", async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const [admin] = await ownerDb.rows<{ id: number }>("SELECT id FROM pd_user WHERE email = 'admin@passdesk.test'"); // prettier-ignore
  const payload = JSON.stringify({ export_id: SECRET, token: SECRET });
  const lanes = { "export.run": "read", "bulk.plan": "plan", "bulk.run": "change", "archive.run": "change", "export.start": "quick" }; // prettier-ignore
  for (const [kind, lane] of Object.entries(lanes)) {
    // prettier-ignore
    await ownerDb.rows(
      `INSERT INTO pd_job (kind, lane, payload, actor_id, actor_name, most_attempts)
       VALUES (?, ?, ?, ?, 'Secret Tester', 1)`,
      [kind, lane, payload, admin?.id ?? 0],
    );
  }
  const open = "SELECT id FROM pd_job WHERE actor_name = 'Secret Tester' AND state IN ('queued', 'running')";
  await expect.poll(async () => (await ownerDb.rows(open)).length, { timeout: 60_000 }).toBe(0);
  const jobs = await ownerDb.rows<{ id: string; state: string; error_message: string | null }>(
    "SELECT id, state, error_message FROM pd_job WHERE actor_name = 'Secret Tester'",
  );
  expect(jobs.filter(({ state }) => state === "dead").length, "the control").toBeGreaterThan(2);
  for (const { id, error_message } of jobs) {
    expect(canariesIn(error_message ?? ""), error_message ?? "").toEqual([]);
    expect((await ask(`/api/v1/jobs/${id}`, { cookie })).status).toBe(200);
  }
  for (const path of ["/jobs", "/jobs?state=dead", "/api/v1/jobs?state=dead&limit=200", "/audit"]) {
    expect((await ask(path, { cookie })).status, path).toBe(200);
  }
  const log = process.env["PASSDESK_TEST_LOG"];
  if (log) {
    const text = readFileSync(log, "utf8");
    expect(text, "the control: their end is in the log").toContain(`"job_id":"${jobs[0]?.id}"`);
    expect(canariesIn(text)).toEqual([]);
  }
  await ownerDb.rows("DELETE FROM pd_job WHERE actor_name = 'Secret Tester'");
});

test("neither a bulk correction's answers nor the log taken out hold a planted secret", async ({
  cookieOf,
  ownerDb,
}) => {
  const cookie = await cookieOf("admin");
  const passes: OwnPass[] = [];
  for (let at = 0; at < 3; at++) passes.push(await ownPass(ownerDb, cookie));
  const body = {
    pass_ids: passes.map(({ id }) => id),
    changes: { product_name: "Planned by a test" },
    reason: REASON,
  };
  const planned = await ask("/api/v1/bulk-corrections", write("POST", body, cookie));
  expect(planned.status, planned.body).toBe(201);
  const { id } = json<{ id: string }>(planned);
  const results = await ask(`/api/v1/bulk-corrections/${id}/results?format=csv`, { cookie });
  expect(results.body, "the control").toContain(passes[0]?.id);
  for (const path of [
    `/corrections/bulk/${id}`, `/api/v1/bulk-corrections/${id}`, `/api/v1/bulk-corrections/${id}/results`, "/corrections",
    "/api/v1/corrections", "/api/v1/audit/export?format=csv", "/api/v1/audit/export?format=ndjson", "/api/v1/audit/verify",
  ]) expect((await ask(path, { cookie })).status, path).toBe(200); // prettier-ignore
  await ask(`/api/v1/bulk-corrections/${id}/cancel`, write("POST", {}, cookie));
});
