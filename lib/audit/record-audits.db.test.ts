import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tables } from "@/db/tables";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import type { AuditEntry } from "./audit-entry";
import { auditKeys } from "@/lib/audit/chain/audit-keys";
import { entryText } from "@/lib/audit/chain/entry-text";
import { recordAudit } from "./record-audit";
import { recordAudits } from "./record-audits";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());

let operations = 0;
const entryNo = (at: number): AuditEntry & { op_id: string } => ({
  op_id: `test-${(operations += 1)}`,
  action: "pass.correct",
  subject: { type: "pass", id: String(at) },
  after: { uses_count: at },
});
const rowsOf = (ids: string[]): Promise<Tables["pd_audit"][]> =>
  schema.owner("pd_audit").select("*").whereIn("id", ids);
const isSigned = (row: Tables["pd_audit"]) => auditKeys()[0]("entry", entryText(row)) === row.mac;

test("500 entries take one statement, which answers the id of each", async () => {
  const statements: string[] = [];
  const count = ({ sql }: { sql: string }) => statements.push(sql);
  schema.web.on("query", count);
  const entries = Array.from({ length: 500 }, (_unused, at) => entryNo(at));
  const known = await withTransaction(schema.web, (trx) => recordAudits(trx, ctx, entries));
  schema.web.removeListener("query", count);
  expect(statements.filter((sql) => sql.startsWith("insert"))).toHaveLength(1);
  const subjects = new Map((await rowsOf([...known.values()])).map((row) => [row.id, row.subject_id]));
  const found = entries.map(({ op_id }) => subjects.get(known.get(op_id) ?? ""));
  expect(found).toEqual(entries.map(({ subject }) => subject?.id));
});

test("more than 500 at once are refused, none at all is nothing", async () => {
  const entries = Array.from({ length: 501 }, (_unused, at) => entryNo(at));
  const recording = withTransaction(schema.web, (trx) => recordAudits(trx, ctx, entries));
  await expect(recording).rejects.toThrow("at most 500");
  const ids = await withTransaction(schema.web, (trx) => recordAudits(trx, ctx, []));
  expect(ids.size).toBe(0);
});

/* What people type and portals store, with everything that servers are known to write differently. */
const value = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", " ", "x ", "1.0", "null", "é", "e\u0301", "\ud83d\ude80", "\u0000", "2026-11-22T15:04:05.000Z"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.boolean(),
  fc.constant(null),
); // prettier-ignore
const json = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 5 }); // prettier-ignore
const anyEntry = fc.record({ before: json, after: json, data: json, note: fc.string({ unit: "grapheme", maxLength: 40 }), ref: fc.string({ maxLength: 20 }) }); // prettier-ignore

test("whatever an entry contains, a server returns what was signed", async () => {
  const given = fc.sample(anyEntry, { numRuns: 400, seed: 20_261_123 });
  const entries = given.map(({ before, after, data, note, ref }, at) => ({
    ...entryNo(at),
    before,
    after,
    data,
    reason: { code: "other", note, case_ref: ref },
  }));
  const ids = await withTransaction(schema.web, (trx) => recordAudits(trx, ctx, entries));
  const rows = await rowsOf([...ids.values()]);
  expect(rows).toHaveLength(entries.length);
  expect(rows.filter((row) => !isSigned(row))).toEqual([]);
  // Control: a different value is noticed.
  expect(rows.filter((row) => isSigned({ ...row, reason_note: `${row.reason_note} ` }))).toEqual([]);
});

test("a copy of an entry is refused by the server, and one under another operation is not signed", async () => {
  const id = await recordAudit(ctx.db, ctx, entryNo(1));
  const columns = "action, actor_type, actor_id, actor_name, actor_role, subject_type, subject_id, after_values, request_id, mac"; // prettier-ignore
  const copy = (operation: string) =>
    schema.owner.raw(
      `INSERT INTO pd_audit (${columns}, op_id) SELECT ${columns}, ${operation} FROM pd_audit WHERE id = ?`,
      [id],
    );
  await expect(copy("op_id")).rejects.toMatchObject({ errno: 1062 });
  await copy("NULL");
  const copies = await schema.owner("pd_audit").select<Tables["pd_audit"][]>("*").whereNull("op_id");
  expect(copies.map(isSigned)).toEqual([false]);
});

test("two editors append side by side and commit in any order: neither waits for the other", async () => {
  const [first, second] = [await schema.web.transaction(), await schema.web.transaction()];
  // If this waited, the session's lock timeout would end it two seconds later.
  await recordAudit(first, ctx, entryNo(1));
  await recordAudits(second, ctx, [entryNo(2), entryNo(3)]);
  await recordAudit(first, ctx, entryNo(4));
  await second.commit();
  await recordAudit(first, ctx, entryNo(5));
  await first.commit();
});

test("control: a chain that each editor writes on would make the second wait until its lock times out", async () => {
  const [first, second] = [await schema.web.transaction(), await schema.web.transaction()];
  const head = { name: "audit.unsigned" };
  await first("pd_setting").where(head).forUpdate().select("name");
  await recordAudit(first, ctx, entryNo(1));
  await expect(second("pd_setting").where(head).forUpdate().select("name")).rejects.toMatchObject({
    errno: 1205,
  });
  await Promise.all([first.rollback(), second.rollback()]);
});
