import fc from "fast-check";
import { MOVED_BY_WORKER, type OutsideDatabase } from "@/db/testing/outside-database";
import { ask, json, ORIGIN, write } from "./ask";
import { createAccount, expect, test } from "./fixtures";
import { bodiesNear, CASES, PARAMETERS, SEED } from "./fuzz-values";
import { type Case, expectAllowed, namesWithin } from "./fuzz-verdict";
import { signInByRequest } from "./sign-in-by-request";
import { REASON } from "./reason";

/* Bodies that ask for work: stored as sent, or refused by name with nothing written. */

test.describe.configure({ timeout: 240_000 });

const NOTHING = "999999999";
/* No pass has this serial, so an accepted body causes little work. */
const NO_PASS = "serial=0000-0000-0000-0000";

const sample = <T>(made: fc.Arbitrary<T>, count = CASES) => fc.sample(made, { numRuns: count, seed: SEED });

interface Somebody {
  id: number;
  cookie: string;
}

/* A new account, so that its rows can be told from those of other tests. */
async function somebody(db: OutsideDatabase, role: "admin" | "manager"): Promise<Somebody> {
  const email = await createAccount(db, role);
  const [row] = await db.rows<{ id: number }>("SELECT id FROM pd_user WHERE email = ?", [email]);
  return { id: row?.id ?? 0, cookie: (await signInByRequest(email)).cookie };
}

/* Waits for the worker to finish the accepted work, before its rows are deleted. */
async function workIsDone(db: OutsideDatabase, { id }: Somebody): Promise<void> {
  const open = async () => {
    const jobs = "SELECT id FROM pd_job WHERE actor_id = ? AND state IN ('queued', 'running')";
    return (await db.rows(jobs, [id])).length;
  };
  await expect.poll(open, { timeout: 60_000 }).toBe(0);
}

async function countOf(
  db: OutsideDatabase,
  table: string,
  column: string,
  { id }: Somebody,
): Promise<number> {
  const [row] = await db.rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table} WHERE ${column} = ?`, [id]); // prettier-ignore
  return Number(row?.count);
}

/* The answer may also name a parameter of a query inside the body. */
function casesOf(bodies: readonly unknown[], path: string, cookie: string, may: readonly number[], more: readonly string[] = []): Case[] {
  return bodies.map((body) => ({
    path,
    question: write("POST", body, cookie),
    names: ["body", "", ...PARAMETERS, ...more, ...namesWithin(body)],
    may,
  }));
} // prettier-ignore

test(`${CASES} bodies of an export: one is placed for each that is understood`, async ({ ownerDb }) => {
  const owner = await somebody(ownerDb, "manager");
  const honest = { name: "Tried", format: "csv", columns: "id,status", time_zone: "UTC", search: NO_PASS };
  const asked = fc.oneof(
    bodiesNear(honest),
    bodiesNear({ serial: "0000-0000-0000-0000", status: "USING" }).map((query) => ({ name: "Tried", query })),
  );
  const names = ["name", "format", "columns", "time_zone", "search", "query"];
  const cases = casesOf(sample(asked), "/api/v1/exports", owner.cookie, [202, 409, 429], names);
  const answered = await expectAllowed(cases);
  expect(answered.get(400), "some are refused").toBeGreaterThan(CASES / 10);
  expect(await countOf(ownerDb, "pd_export", "owner_id", owner)).toBe(answered.get(202) ?? 0);
  await workIsDone(ownerDb, owner);
  const ended = await ownerDb.rows<{ state: string }>("SELECT DISTINCT state FROM pd_export WHERE owner_id = ?", [owner.id]); // prettier-ignore
  expect(ended.map(({ state }) => state).filter((state) => state !== "ready")).toEqual([]);
  expect((await ask("/exports?show=mine", { cookie: owner.cookie })).status).toBe(200);
  for (const { id } of await ownerDb.rows<{ id: string }>("SELECT id FROM pd_export WHERE owner_id = ?", [
    owner.id,
  ])) {
    const removal = { method: "DELETE", cookie: owner.cookie, headers: { origin: ORIGIN } };
    expect((await ask(`/api/v1/exports/${id}`, removal)).status).toBe(204);
  }
  await ownerDb.rows("DELETE FROM pd_export WHERE owner_id = ?", [owner.id]);
});

test(`${CASES} bodies of a bulk correction: a plan for each that is understood, and no pass is touched`, async ({
  ownerDb,
}) => {
  const owner = await somebody(ownerDb, "admin");
  const before = await ownerDb.fingerprint(["bytemark_pass", "pd_pass_pin"]);
  const changes = { status: "EXPIRED", expiration: { shift: "+2d" }, product_name: "Local Single Ride" };
  const honest = { pass_ids: [NOTHING], changes, reason: REASON, pin_until: null };
  const within = (query: unknown) =>
    ({ ...Object(query), serial: "0000-0000-0000-0000" }) as Record<string, unknown>;
  const asked = fc.oneof(
    bodiesNear(honest),
    bodiesNear(changes).map((made) => ({ ...honest, changes: made })),
    bodiesNear(REASON).map((made) => ({ ...honest, reason: made })),
    bodiesNear({ status: "USING", flag: "drift" }).map((made) => ({ query: within(made), changes, reason: REASON })),
  ); // prettier-ignore
  const names = ["pass_ids", "query", "changes", "reason", "pin_until", ...Object.keys(changes), "uses_count", "user_id"];
  const cases = casesOf(sample(asked), "/api/v1/bulk-corrections", owner.cookie, [201], names);
  const answered = await expectAllowed(cases);
  expect(answered.get(422), "some are refused").toBeGreaterThan(CASES / 10);
  expect(await countOf(ownerDb, "pd_bulk", "actor_id", owner)).toBe(answered.get(201) ?? 0);
  await workIsDone(ownerDb, owner);
  expect(await ownerDb.fingerprint(["bytemark_pass", "pd_pass_pin"])).toBe(before);
  expect((await ask("/corrections?tab=bulk", { cookie: owner.cookie })).status).toBe(200);
  await ownerDb.rows("DELETE FROM pd_bulk_item WHERE bulk_id IN (SELECT id FROM pd_bulk WHERE actor_id = ?)", [owner.id]);
  await ownerDb.rows("DELETE FROM pd_bulk WHERE actor_id = ?", [owner.id]);
}); // prettier-ignore

test(`${CASES} bodies of an archive run: counted or kept, and no pass moves`, async ({ ownerDb }) => {
  const owner = await somebody(ownerDb, "admin");
  const before = await ownerDb.fingerprint(["bytemark_pass", "bytemark_pass_archive"]);
  const policy = { age_days: 900, statuses: ["EXPIRED"], exclusions: ["drift"], recent_order_days: 60 };
  const asked = fc.oneof(
    bodiesNear({ direction: "archive", pass_ids: [NOTHING], reason: "Tried by a test" }),
    bodiesNear(policy).map((made) => ({ policy: made, dry_run: true })),
    bodiesNear({ status: "USING", flag: "drift" }).map((query) => ({ query, dry_run: true })),
  );
  const names = ["direction", "pass_ids", "policy", "query", "dry_run", "reason", ...Object.keys(policy)];
  const answered = await expectAllowed(
    casesOf(sample(asked), "/api/v1/archive-runs", owner.cookie, [202, 409], names),
  );
  expect(answered.get(400), "some are refused").toBeGreaterThan(CASES / 10);
  expect(await countOf(ownerDb, "pd_archive_run", "actor_id", owner)).toBe(answered.get(202) ?? 0);
  await workIsDone(ownerDb, owner);
  expect(await ownerDb.fingerprint(["bytemark_pass", "bytemark_pass_archive"])).toBe(before);
  await ownerDb.rows("DELETE FROM pd_archive_run WHERE actor_id = ?", [owner.id]);
});

test(`${CASES} bodies of a schedule: kept, or refused by name; each that is kept comes back`, async ({
  ownerDb,
}) => {
  const owner = await somebody(ownerDb, "admin");
  const payload = { search: NO_PASS, format: "csv", columns: "id,status", time_zone: "UTC", name: "Tried" };
  const honest = { name: "Tried", kind: "export.start", cron: "0 6 1 1 *", payload };
  const cron = fc
    .array(fc.constantFrom("*", "0", "5", "61", "L", "1-5", "*/2", "MON", "-1", "29", "2", "x"), {
      maxLength: 7,
    })
    .map((parts) => parts.join(" "));
  const asked = fc.oneof(
    bodiesNear(honest),
    bodiesNear(payload).map((made) => ({ ...honest, payload: made })),
    cron.map((line) => ({ ...honest, cron: line })),
  ); // prettier-ignore
  const bodies = sample(asked);
  const names = [...Object.keys(honest), ...Object.keys(payload), "view_id", "is_enabled"];
  const may = [201, 404, 409];
  const created = await expectAllowed(casesOf(bodies, "/api/v1/schedules", owner.cookie, may, names));
  expect(created.get(400), "some are refused").toBeGreaterThan(CASES / 10);
  expect(await countOf(ownerDb, "pd_schedule", "owner_id", owner)).toBe(created.get(201) ?? 0);
  await ownerDb.rows("DELETE FROM pd_schedule WHERE owner_id = ?", [owner.id]);
  const kept = await ask("/api/v1/schedules", write("POST", honest, owner.cookie));
  expect(kept.status, kept.body).toBe(201);
  const path = `/api/v1/schedules/${json<{ data: { id: string } }>(kept).data.id}`;
  const changes = casesOf(bodies, path, owner.cookie, may, names).map((each) => ({
    ...each,
    question: { ...each.question, method: "PATCH" },
  }));
  expect((await expectAllowed(changes)).get(400)).toBeGreaterThan(CASES / 10);
  for (const page of ["/exports?schedules=1", "/archive", "/jobs"]) {
    expect((await ask(page, { cookie: owner.cookie })).status, page).toBe(200);
  }
  await ownerDb.rows("DELETE FROM pd_schedule WHERE owner_id = ?", [owner.id]);
  await workIsDone(ownerDb, owner);
});

/* The ids do not exist, so a valid body gets 404. */
const STEPS: readonly { path: string; honest: Readonly<Record<string, unknown>> }[] = [
  { path: `passes/${NOTHING}/pins`, honest: { fields: ["expiration"], until: null, reason: REASON } },
  { path: `passes/${NOTHING}/restore`, honest: { reason: "Asked for by the rider" } },
  { path: `corrections/${NOTHING}/undo`, honest: { reason: REASON } },
  { path: `bulk-corrections/${NOTHING}/run`, honest: { confirm_count: 3 } },
  { path: `bulk-corrections/${NOTHING}/undo`, honest: { reason: REASON, confirm_count: 3 } },
];

for (const { path, honest } of STEPS) {
  test(`${CASES} bodies of ${path}: not found, or refused by name, with nothing written`, async ({
    cookieOf,
    ownerDb,
  }) => {
    const cookie = (await cookieOf("admin")) ?? "";
    const tables = ["pd_audit", "pd_operation", "pd_pass_pin", "pd_bulk", "pd_job"];
    const before = await ownerDb.fingerprint(tables);
    const cases = casesOf(sample(bodiesNear(honest)), `/api/v1/${path}`, cookie, [404], Object.keys(honest));
    const answered = await expectAllowed(cases);
    expect(answered.get(200)).toBeUndefined();
    expect((answered.get(400) ?? 0) + (answered.get(422) ?? 0), "some are refused").toBeGreaterThan(
      CASES / 10,
    );
    expect(await ownerDb.fingerprint(tables)).toBe(before);
  });
}

const SETTINGS: readonly { path: string; name: string; honest: Readonly<Record<string, unknown>> }[] = [
  {
    path: "/api/v1/archive-policy",
    name: "archive.policy",
    honest: { age_days: 900, statuses: ["EXPIRED"], exclusions: ["drift"], recent_order_days: 60 },
  },
  { path: "/api/v1/settings/bulk", name: "bulk.approval_threshold", honest: { approval_threshold: 1000 } },
];

for (const { path, name, honest } of SETTINGS) {
  test(`${CASES} bodies of ${path}: what is kept can be read back, the rest is refused by name`, async ({
    cookieOf,
    ownerDb,
  }) => {
    const cookie = (await cookieOf("admin")) ?? "";
    const [stored] = await ownerDb.rows<{ value: unknown }>("SELECT value FROM pd_setting WHERE name = ?", [name]);
    const others = async () => {
      const rows = await ownerDb.rows(`SELECT name, value FROM pd_setting WHERE name NOT IN (?, ${MOVED_BY_WORKER})`, [name]);
      return JSON.stringify(rows);
    };
    const before = await others();
    const cases = casesOf(sample(bodiesNear(honest)), path, cookie, [], Object.keys(honest)).map((each) => ({
      ...each,
      question: { ...each.question, method: "PATCH" },
    }));
    expect((await expectAllowed(cases)).get(422), "some are refused").toBeGreaterThan(CASES / 10);
    expect((await ask(path, { cookie })).status).toBe(200);
    expect(await others(), "no other setting is touched").toBe(before);
    if (stored) {
      const value = typeof stored.value === "string" ? stored.value : JSON.stringify(stored.value);
      await ownerDb.rows("UPDATE pd_setting SET value = ? WHERE name = ?", [value, name]);
    } else await ownerDb.rows("DELETE FROM pd_setting WHERE name = ?", [name]);
  });
} // prettier-ignore

test(`${CASES} ends of a chain to check against: a check, or a refusal that names it`, async ({
  cookieOf,
}) => {
  const cookie = (await cookieOf("admin")) ?? "";
  const near = sample(bodiesNear({ expect: "none" }));
  const answered = await expectAllowed(casesOf(near, "/api/v1/audit/verify", cookie, [202], ["expect"]));
  expect(answered.get(400)).toBeGreaterThan(CASES / 10);
});
