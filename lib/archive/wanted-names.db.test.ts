import { afterAll, beforeAll, expect, test } from "vitest";
import { plannedSteps } from "@/db/schema/migrate";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { WANTED_NAMES } from "@/db/testing/portal/portal-parts";
import { openPortalSession, type PortalSession } from "@/db/testing/portal/portal-session";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { wholeRows } from "@/db/testing/whole-rows";
import { listPasses } from "@/lib/passes/list/list-passes";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { plantUser } from "@/lib/testing/accounts";
import { askedRun, plantPasses } from "@/lib/testing/archived";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { getArchiving } from "./get-archiving";
import { archiveRunJob } from "./run-archive";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const OWN = ["settled_expiration", "archived_on", "archive_run_id"];

let schema: TestSchema;
let portal: PortalSession;
let admin: number;

/* A portal whose passes have columns with every name that PassDesk wants, and other meanings. */
beforeAll(async () => {
  schema = await createTestSchema({ ...NAMED_PORTALS.mixed, name: "wanted", own_columns: WANTED_NAMES });
  portal = await openPortalSession(schema.url.owner);
  admin = await plantUser(schema.owner, "admin@example.com");
  await plantPasses(schema.owner, [1, 2].map((id) => ({ id, ended_days: 500 })), NOW); // prettier-ignore
  await portal.run(
    "UPDATE bytemark_pass SET settled_expiration = 'by hand', archived_on = '2019-05-06 07:08:09', archive_run_id = CONCAT('box ', id)",
  );
});
afterAll(async () => {
  await portal.close();
  await schema.drop();
});

const context = () => testContext(schema.web, { at: NOW, actor: testActor("admin", String(admin)) });
const run = async (direction: "archive" | "restore") => {
  const asked = await askedRun(direction, { pass_ids: ["1"], reason: "Over" }, context());
  expect(await runJobNow(schema.worker, archiveRunJob, asked.job_id, { clock: context().clock })).toMatchObject({ state: "done" }); // prettier-ignore
  return asked.run_id;
};
const stored = (table: string) => wholeRows(schema.owner, table);
const listed = async (search: string) =>
  (await listPasses(context(), { ...parsePassQuery(new URLSearchParams(search), { now: NOW, zone: "UTC" }), limit: 10 })).data.map(({ id }) => id); // prettier-ignore

test("a portal's own columns with the archive's names keep their values there and back, and PassDesk's have theirs", async () => {
  expect(await plannedSteps(schema.owner)).toEqual([]);
  const before = await stored("bytemark_pass");
  const run_id = await run("archive");
  const [there] = await stored("bytemark_pass_archive");
  expect(there).toMatchObject(Object.fromEntries(OWN.map((name) => [name, before[0]?.[name]])));
  expect(there).toMatchObject({ pd_settled_expiration: there?.["pd_expiration"], pd_archived_on: expect.anything() as unknown }); // prettier-ignore
  expect(String(there?.["pd_archive_run_id"])).toBe(run_id);
  expect([await listed("archived=only"), await listed("")]).toEqual([["1"], ["2"]]);
  const archiving = await getArchiving(context(), "1");
  expect(archiving).toMatchObject({ run: { id: run_id } });
  expect(Date.parse(archiving?.archived_on ?? "")).toBeGreaterThan(Date.parse("2026-01-01"));
  await run("restore");
  const settled = { pd_settled_expiration: there?.["pd_expiration"], settled_status: "EXPIRED" };
  expect(await stored("bytemark_pass")).toEqual([{ ...before[0], ...settled }, before[1]]);
  expect(await stored("bytemark_pass_archive")).toEqual([]);
});
