import fc from "fast-check";
import type { Knex } from "knex";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { sealNow } from "@/lib/testing/audit/sealing";
import { acceptLog } from "@/lib/audit/sealing/accept-log";
import { auditKeys, auditKeysFrom } from "./audit-keys";
import { recordAudit } from "@/lib/audit/record-audit";
import type { ChainAnchor } from "@/lib/audit/anchor/chain-anchor";
import { type AuditVerdict, verifyAudit } from "./verify-audit";

const [UNSIGNED, ROUNDS, A_ROUND, UNSEALED] = [5, 12, 20, 4];
const TAMPERINGS = 200;
let schema: TestSchema;
let ctx: Context;
let anchor: ChainAnchor;
/** Ids in the order of the chain, unsealed entries last. */
let ids: string[];
/** With the entry that accepts the log. */
const sealed = UNSIGNED + 1 + ROUNDS * A_ROUND;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
  for (let at = 0; at < UNSIGNED; at += 1) {
    await schema
      .owner("pd_audit")
      .insert({ action: "session.sign_in", actor_type: "system", actor_name: "before" });
  }
  // Entries from before signatures are linked when a person says which they are, and not before.
  const accept = (unsigned?: object) =>
    acceptLog(
      { db: schema.worker, requestId: "r" },
      { by: "test", note: "older than signatures", ...unsigned },
    );
  const last = await schema.owner("pd_audit").orderBy("id", "desc").first("id");
  await schema.owner("pd_setting").insert({ name: "audit.unsigned", value: '{"last_id":999999}' }).onConflict("name").merge(); // prettier-ignore
  await expect(accept()).rejects.toMatchObject({ problem: { kind: "inserted" } });
  await schema.owner("pd_audit").whereNotNull("mac").delete();
  await accept({ unsigned_to: last?.id });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = 0; at < A_ROUND; at += 1) await append(round * A_ROUND + at);
    await sealNow(schema.worker);
  }
  for (let at = 0; at < UNSEALED; at += 1) await append(at);
  const rows = await schema.owner("pd_audit").select<{ id: string }[]>("id").orderBy("id");
  ids = rows.map(({ id }) => id);
  const [end] = await schema
    .owner("pd_audit_link")
    .select<ChainAnchor[]>("seq", "hash")
    .orderBy("seq", "desc")
    .limit(1);
  anchor = end ?? { seq: "0", hash: "" };
});
afterAll(() => schema.drop());

async function append(at: number): Promise<string> {
  return recordAudit(ctx.db, ctx, {
    action: "pass.correct",
    subject: { type: "pass", id: String(at) },
    before: { uses_count: at, status: "USABLE" },
    after: { uses_count: at + 1, status: "USING" },
    reason: { code: "other", note: `Told on the phone, ${at}.`, case_ref: `CS-${at}` },
    data: { pinned: null, warnings: ["revived"] },
  });
}

/**
 * Tampers as the owner of the schema in a transaction that is rolled back, and answers what verifying finds within it.
 */
async function verdictOf(
  tamper: (trx: Knex.Transaction) => Promise<unknown>,
  anchors: ChainAnchor[] = [],
  keys = auditKeys(),
): Promise<AuditVerdict> {
  const trx = await schema.owner.transaction();
  try {
    await tamper(trx);
    return await verifyAudit({ db: trx }, { anchors, keys });
  } finally {
    await trx.rollback();
  }
}

interface Tampering {
  kind: string;
  run: (trx: Knex.Transaction) => Promise<unknown>;
  /** The first bad entry by id, or the first bad link by number. */
  expected: { audit_id: string } | { seq: string };
  needsAnchor?: boolean;
}

const EDITS: Record<string, string> = {
  action: "'pass.undo'", actor_type: "CONCAT(actor_type, 'x')", actor_id: "'77'", actor_name: "CONCAT(actor_name, ' ')",
  actor_role: "'support'", subject_type: "'rider'", subject_id: "CONCAT(COALESCE(subject_id, ''), '1')", before_values: `'{"uses_count":99}'`,
  after_values: `'{"uses_count":98}'`, reason_code: "'fraud'", reason_note: "'Another note.'", case_ref: "''", data: "'{}'", request_id: "'r-1'",
  op_id: "CONCAT(COALESCE(op_id, ''), '0')", created_on: "created_on + INTERVAL 1 SECOND",
  mac: "REPEAT('a', 64)",
}; // prettier-ignore

const entryAt = (at: number) => ids[at] ?? "";
const idOf = (at: number) => ({ audit_id: entryAt(at) });
const ALL = "action, actor_type, actor_id, actor_name, actor_role, subject_type, subject_id, before_values, after_values, reason_code, reason_note, case_ref, data, request_id"; // prettier-ignore
const swap = async (trx: Knex.Transaction, table: string, column: string, a: string, b: string) => {
  for (const [from, to] of [[a, "-1"], [b, a], ["-1", b]]) await trx(table).where({ [column]: from }).update({ [column]: to }); // prettier-ignore
};

const KINDS: Record<string, (at: number, other: number, column: string) => Tampering> = {
  edit: (at, _other, column) => ({
    kind: `edit of ${column}`,
    run: (trx) =>
      trx("pd_audit")
        .where({ id: entryAt(at) })
        .update({ [column]: trx.raw(EDITS[column] ?? "") }),
    expected: idOf(at),
  }),
  delete: (at) => ({
    kind: "deletion",
    run: (trx) =>
      trx("pd_audit")
        .where({ id: entryAt(at) })
        .delete(),
    expected: idOf(at),
  }),
  swap: (at, other) => ({
    kind: "swap",
    run: (trx) => swap(trx, "pd_audit", "id", entryAt(at), entryAt(other)),
    expected: idOf(Math.min(at, other)),
  }),
  insert: (at) => ({
    kind: "forged entry",
    run: (trx) =>
      trx.raw(
        `INSERT INTO pd_audit (id, ${ALL}, op_id, mac) SELECT 900000, ${ALL}, 'forged', REPEAT('b', 64) FROM pd_audit WHERE id = ?`,
        [entryAt(at)],
      ),
    expected: { audit_id: "900000" },
  }),
  insertLinked: (at) => ({
    kind: "forged entry with a link",
    run: async (trx) => {
      await trx.raw(`INSERT INTO pd_audit (id, ${ALL}) SELECT 900000, ${ALL} FROM pd_audit WHERE id = ?`, [
        entryAt(at),
      ]);
      await trx("pd_audit_link").insert({ seq: sealed + 1, audit_id: 900_000, hash: "c".repeat(64) });
      await trx("pd_audit_seal").insert({ last_seq: sealed + 1, hash: "c".repeat(64), mac: "d".repeat(64) });
    },
    expected: { audit_id: "900000" },
  }),
  duplicate: (at) => ({
    kind: "copy",
    run: (trx) =>
      trx.raw(
        `INSERT INTO pd_audit (id, ${ALL}, mac) SELECT 900000, ${ALL}, mac FROM pd_audit WHERE id = ?`,
        [entryAt(at)],
      ),
    expected: { audit_id: "900000" },
  }),
  hash: (at) => ({
    kind: "another hash",
    run: (trx) =>
      trx("pd_audit_link")
        .where({ audit_id: entryAt(at) })
        .update({ hash: "e".repeat(64) }),
    expected: idOf(at),
  }),
  unlink: (at) => ({
    kind: "link deleted",
    run: (trx) =>
      trx("pd_audit_link")
        .where("seq", at + 1)
        .delete(),
    expected: { seq: String(at + 1) },
  }),
  relink: (at, other) => ({
    kind: "links swapped",
    run: (trx) => swap(trx, "pd_audit_link", "audit_id", entryAt(at), entryAt(other)),
    expected: { seq: String(Math.min(at, other) + 1) },
  }),
  cutEntries: (at) => ({
    kind: "tail of entries cut",
    run: (trx) => trx("pd_audit").where("id", ">=", entryAt(at)).delete(),
    expected: idOf(at),
  }),
  cutLinks: (at) => ({
    kind: "tail cut with its links",
    run: async (trx) => {
      await trx("pd_audit").where("id", ">=", entryAt(at)).delete();
      await trx("pd_audit_link").where("seq", ">", at).delete();
    },
    expected: { seq: String(at + 1) },
  }),
  cutSeals: (at) => {
    const kept = UNSIGNED + 1 + Math.max(1, Math.floor((at - UNSIGNED - 1) / A_ROUND)) * A_ROUND;
    return {
      kind: "tail cut with links and seals",
      run: async (trx) => {
        await trx("pd_audit").where("id", ">=", entryAt(kept)).delete();
        await trx("pd_audit_link").where("seq", ">", kept).delete();
        await trx("pd_audit_seal").where("last_seq", ">", kept).delete();
      },
      expected: { seq: String(kept + 1) },
      needsAnchor: true,
    };
  },
};

const tampering = fc
  .record({
    kind: fc.constantFrom(...Object.keys(KINDS), "edit", "edit", "edit", "delete", "swap", "insert"),
    // Not the last entry, so that one remains to be cut or swapped with.
    at: fc.nat(sealed - 2),
    by: fc.integer({ min: 1, max: 40 }),
    column: fc.constantFrom(...Object.keys(EDITS)),
  })
  .map(({ kind, at, by, column }) => KINDS[kind]?.(at, Math.min(at + by, sealed - 1), column));

test("an untouched log is whole, with what is not sealed yet and what is from before signatures", async () => {
  const verdict = await verdictOf(async () => undefined, [anchor]);
  expect(verdict).toEqual({
    verdict: "whole",
    entries: sealed + UNSEALED,
    last_seq: String(sealed),
    hash: anchor.hash,
    bad: 0,
    first: null,
    outside: "matched",
  });
});

test(`of ${TAMPERINGS} random tamperings all are found, each with the first bad entry or link`, async () => {
  const missed: unknown[] = [];
  const kinds = new Set<string>();
  for (const each of fc.sample(tampering, { numRuns: TAMPERINGS, seed: 20_261_123 })) {
    if (!each) throw new Error("no tampering");
    kinds.add(each.kind.split(" of ")[0] ?? "");
    const { verdict, first } = await verdictOf(each.run, each.needsAnchor ? [anchor] : []);
    const isNamed =
      first && Object.entries(each.expected).every(([name, value]) => Reflect.get(first, name) === value);
    if (verdict !== "broken" || !isNamed) missed.push({ kind: each.kind, expected: each.expected, first });
  }
  expect(missed).toEqual([]);
  expect(kinds.size).toBeGreaterThanOrEqual(Object.keys(KINDS).length - 1);
});

test("a tail that is cut with its seals is known by the head of the log, without any anchor", async () => {
  const cut = KINDS["cutSeals"]?.(sealed - A_ROUND, 0, "");
  if (!cut) throw new Error("no tampering");
  expect((await verdictOf(cut.run)).first).toEqual({ kind: "cut", audit_id: null, ...cut.expected });
  // Control: without the head, all that is left is right in itself.
  const headless = await verdictOf(async (trx) => {
    await cut.run(trx);
    await trx("pd_setting").where({ name: "audit.head" }).delete();
  });
  expect(headless).toMatchObject({ verdict: "unknown", first: { kind: "unbegun" } });
});

const OTHER = "another secret of another installation";
const OLD = { AUTH_SECRET: process.env["AUTH_SECRET"] ?? "" };

test("of a chain of other keys nothing can be known, whole as it may be in itself", async () => {
  const verdict = await verdictOf(async () => undefined, [], auditKeysFrom({ AUTH_SECRET: OTHER }));
  expect(verdict).toMatchObject({ verdict: "unknown", first: { kind: "keys" } });
});

test("after a new key began to sign, what the old one signed still verifies, and only with the old one", async () => {
  const rotated = auditKeysFrom({ ...OLD, AUDIT_KEYS: [OTHER] });
  const [sign] = rotated;
  const resign = async (trx: Knex.Transaction) => {
    await trx("pd_audit_seal")
      .where("last_seq", sealed)
      .update({ mac: sign("seal", `${sealed}\n${anchor.hash}`) });
  };
  expect(await verdictOf(resign, [], rotated)).toMatchObject({ verdict: "whole" });
  expect(await verdictOf(resign)).toMatchObject({ first: { kind: "seal", seq: String(sealed) } });
});

test("allowing more entries to be unsigned does not let one in once there are signed ones", async () => {
  const verdict = await verdictOf(async (trx) => {
    await trx("pd_setting").where({ name: "audit.unsigned" }).update({ value: '{"last_id":999999}' });
    await trx("pd_audit").insert({
      id: 900_000,
      action: "session.sign_in",
      actor_type: "user",
      actor_name: "forged",
    });
  });
  expect(verdict.first).toEqual({ kind: "inserted", audit_id: "900000", seq: null });
});

test.each(["-7", "0", "9223372036854775000"])(
  "an entry forged under the number %s, far from all others, is found in little time",
  async (id) => {
    const forge = async (trx: Knex.Transaction) => {
      // With this mode 0 is stored as 0 and does not mean the next number.
      await trx.raw("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
      await trx.raw(`INSERT INTO pd_audit (id, ${ALL}, op_id, mac) SELECT ?, ${ALL}, 'forged', REPEAT('b', 64) FROM pd_audit WHERE id = ?`, [id, ids[9] ?? ""]); // prettier-ignore
    };
    expect((await verdictOf(forge)).first).toEqual({ kind: "inserted", audit_id: id, seq: null });
    const linked = await verdictOf(async (trx) => {
      await forge(trx);
      await trx("pd_audit_link").insert({ seq: id, audit_id: id, hash: "c".repeat(64) });
    });
    expect(linked).toMatchObject({ verdict: "broken" });
    expect(linked.last_seq).toBe(id.length > 2 ? id : String(sealed));
  },
);

test("a log in which an operation could stand twice is not whole", async () => {
  const index = (change: string) => schema.owner.raw(`ALTER TABLE pd_audit ${change}`);
  await index("DROP INDEX uq_pd_audit_op");
  try {
    expect(await verifyAudit(ctx)).toMatchObject({ verdict: "broken", first: { kind: "index" } });
  } finally {
    await index("ADD UNIQUE KEY uq_pd_audit_op (op_id)");
  }
  expect(await verifyAudit(ctx)).toMatchObject({ verdict: "whole" });
});

test("links after the last seal do not count as sealed: a missing seal is found", async () => {
  const verdict = await verdictOf((trx) =>
    trx("pd_audit_seal")
      .where({ last_seq: String(sealed) })
      .delete(),
  );
  expect(verdict.first).toEqual({ kind: "seal", audit_id: null, seq: String(sealed) });
});
