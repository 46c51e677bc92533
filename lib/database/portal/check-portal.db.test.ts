import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { tryAccount } from "@/db/schema/account-rights";
import { grantRights } from "@/db/schema/give-rights";
import { migrate } from "@/db/schema/migrate";
import { createPortal } from "@/db/testing/portal/create-portal";
import { loadPortal } from "@/db/testing/portal/load-portal";
import { ACTIVATION_LOG, SURVEY } from "@/db/testing/portal/portal-parts";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { type BareSchema, createBareSchema } from "@/db/testing/schema";
import type { Finding } from "@/lib/database/finding";
import { checkPortal } from "./check-portal";

let schema: BareSchema;
beforeEach(async () => {
  schema = await createBareSchema();
});
afterEach(() => schema.drop());

async function rows<T>(sql: string, values: string[] = []): Promise<T[]> {
  const [found] = (await schema.owner.raw(sql, values)) as [T[], unknown];
  return found;
}

async function look(): Promise<Finding[]> {
  const users = { web: await tryAccount(schema.url.web), worker: await tryAccount(schema.url.worker) };
  return checkPortal(schema.owner, users, new Date());
}

const failed = (findings: readonly Finding[]) =>
  findings.filter(({ state }) => state === "fail").map(({ check, sentence }) => `${check}: ${sentence}`);

/* Every table with its rows, as the server tells them. */
async function everything(): Promise<unknown[]> {
  const names = await rows<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
  );
  const told: unknown[] = [];
  for (const { name } of names) {
    told.push(await rows("SHOW CREATE TABLE ??", [name]), await rows("CHECKSUM TABLE ??", [name]));
  }
  return told;
}

describe.each(Object.values(NAMED_PORTALS))("on the portal $name", (shape) => {
  test("it changes nothing, and what comes after succeeds as it said", async () => {
    await createPortal(schema.url.owner, shape);
    await loadPortal(schema.url.owner, { shape, passes: 400, seed: 7, anchor: "2026-11-01 00:00:00" });
    const before = await everything();
    const findings = await look();
    expect(failed(findings)).toEqual([]);
    expect(await everything()).toEqual(before);
    const allowCopy = findings.some(
      ({ check, mend }) => check === "migrate" && mend?.includes("--allow-copy"),
    );
    await migrate(schema.owner, { allowCopy });
    await grantRights(schema.owner, { web: schema.url.web, worker: schema.url.worker });
    const later = await look();
    expect(later.filter(({ check }) => check === "migrate")).toMatchObject([{ state: "ok" }]);
  });
});

describe("on a legacy portal", () => {
  beforeEach(async () => {
    const shape = NAMED_PORTALS.legacy;
    await createPortal(schema.url.owner, shape);
    await loadPortal(schema.url.owner, { shape, passes: 400, seed: 7, anchor: "2026-11-01 00:00:00" });
  });

  test("zero and partial dates are counted as the rows have them, with the ids of some", async () => {
    const [counted] = await rows<{ n: number | string }>(
      "SELECT COUNT(*) AS n FROM bytemark_pass WHERE DAYOFMONTH(time_used) = 0 OR MONTH(time_used) = 0",
    );
    expect(Number(counted?.n)).toBeGreaterThan(0);
    const found = (await look()).find(({ sentence }) => sentence.includes("a time_used that cannot be read"));
    expect(found).toMatchObject({ check: "values of bytemark_pass", state: "warn" });
    expect(found?.sentence).toMatch(new RegExp(`^${Number(counted?.n)} rows? .*\\(id \\d+`));
  });

  test("absent optional columns are told and fail nothing; an absent table that nothing works without fails", async () => {
    const findings = await look();
    expect(findings.find(({ check }) => check === "column auth_user.is_guest")?.state).toBe("warn");
    await schema.owner.raw("DROP TABLE bytemark_orders");
    expect(failed(await look())).toEqual([expect.stringContaining("bytemark_orders")]);
  });

  test("of two tables for the same it is told which one is read, and nothing that the portal would not survive", async () => {
    const twice = async () =>
      (await look()).flatMap(({ sentence, mend }) => (sentence.includes("are both there") ? [`${sentence} ${mend}`] : [])); // prettier-ignore
    expect(await twice()).toEqual([]);
    await schema.owner.raw("CREATE TABLE points_transaction_upgrade LIKE points_transaction");
    const [said] = await twice();
    expect(said).toContain("PassDesk reads points_transaction alone and ignores points_transaction_upgrade.");
    expect(said).not.toMatch(/RENAME|DROP|ALTER/);
    await migrate(schema.owner, { allowCopy: true });
    const read = async () => (await rows<Record<string, string>>("SHOW CREATE VIEW pd_points"))[0]?.["Create View"]; // prettier-ignore
    expect(await read()).toContain("from `points_transaction`");
    // As the portal itself does once it has moved on.
    await schema.owner.raw("RENAME TABLE points_transaction TO points_before");
    await migrate(schema.owner, { allowCopy: true });
    expect(await read()).toContain("from `points_transaction_upgrade`");
  });

  test("keys and triggers that refer to passes are named, whatever they do", async () => {
    const told = async () =>
      (await look())
        .filter(({ check }) => check === "archive")
        .map(({ state, sentence }) => `${state}: ${sentence}`);
    expect(await told()).toEqual([expect.stringContaining("ok: No foreign key and no trigger")]);
    for (const statement of [SURVEY, ...ACTIVATION_LOG]) await schema.owner.raw(statement);
    await schema.owner.raw(
      "CREATE TABLE receipt (pass_id INT, CONSTRAINT fk_receipt FOREIGN KEY (pass_id) REFERENCES bytemark_pass (id) ON DELETE CASCADE)",
    );
    await schema.owner.raw(
      "CREATE TRIGGER trg_gone AFTER DELETE ON bytemark_pass FOR EACH ROW SET @gone = OLD.id",
    );
    expect(await told()).toEqual([
      "warn: The foreign key fk_receipt deletes the rows of receipt that refer to a pass when that leaves bytemark_pass. So PassDesk archives no pass of this portal; everything else works.",
      "ok: The foreign key fk_survey_pass keeps the passes that rows of ride_survey refer to. PassDesk does not archive those.",
      "warn: The trigger trg_gone runs when a pass leaves bytemark_pass, and what it does is not known. So PassDesk archives no pass of this portal; everything else works.",
      "warn: The trigger trg_pass_activation runs again for each pass that comes back from the archive. PassDesk archives all the same.",
    ]);
  });

  test("a transaction that stays open is named by its connection", async () => {
    const holder = openDatabase(schema.url.owner, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
    const trx = await holder.transaction();
    try {
      const [[held]] = (await trx.raw(
        "SELECT CONNECTION_ID() AS id, COUNT(*) AS n FROM bytemark_pass FOR UPDATE",
      )) as [{ id: number | string }[], unknown];
      await expect
        .poll(async () => (await look()).find(({ check }) => check === "open transactions")?.sentence, {
          timeout: 20_000,
        })
        .toContain(`connection ${held?.id} `);
    } finally {
      await trx.rollback();
      await holder.destroy();
    }
  });

  test("a password that is wrong is found before anything is changed", async () => {
    const wrong = new URL(schema.url.web);
    wrong.password = "not-this-one";
    const users = { web: await tryAccount(wrong.href), worker: await tryAccount(schema.url.worker) };
    expect(failed(await checkPortal(schema.owner, users, new Date()))).toEqual([
      "web user: The user of DATABASE_URL cannot sign in: the server refuses the name or the password.",
    ]);
  });
});

test("a schema that is no portal's fails with a sentence", async () => {
  await schema.owner.raw("CREATE TABLE something (id INT PRIMARY KEY)");
  expect(failed(await look())[0]).toContain("bytemark_pass");
});
