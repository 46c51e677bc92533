import fc from "fast-check";
import type { Knex } from "knex";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_SEED } from "@/db/testing/seed";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { recordAudit } from "@/lib/audit/record-audit";
import { canonicalJson } from "@/lib/canonical-json";
import { forge, type LogState, readLog, type Step, STEP_KINDS } from "@/lib/testing/audit/audit-adversary";
import { beginEmptyLog, sealNow } from "@/lib/testing/audit/sealing";
import { testContext } from "@/lib/testing/test-context";
import type { AnchorFile } from "@/lib/audit/anchor/anchor-file";
import { checkAudit } from "@/lib/audit/chain/check-audit";
import { sealAudit } from "./seal-audit";
import { readSetting } from "@/db/settings/settings";
import { HEAD_SETTING } from "@/lib/audit/chain/head";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";

const [ROUNDS, A_ROUND] = [10, 4];
const FORGERIES = process.env["FAULT_FULL"] === "1" ? 5000 : 500;
let schema: TestSchema;
/** The states the log was in, oldest first; the last is the true one. */
const states: LogState[] = [];
/** What stands outside the database. */
const lines: unknown[] = [];
const outside: AnchorFile = {
  last: async () => lines.at(-1) ?? null,
  lastUpTo: async () => null,
  append: async (head) => void lines.push(head),
};

beforeAll(async () => {
  schema = await createTestSchema();
  await beginEmptyLog(schema.owner);
  states.push(await readLog(schema.owner));
  const ctx = testContext(schema.web);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = 0; at < A_ROUND; at += 1) {
      const after = { uses_count: at };
      await recordAudit(ctx.db, ctx, { action: "pass.correct", subject: { type: "pass", id: "1" }, after });
    }
    await sealNow(schema.worker, { anchor: null });
    if (round % 3 === 2) await checkAudit({ db: schema.web }, { by: "night", anchor: null });
    states.push(await readLog(schema.owner));
  }
  lines.push(await readSetting(schema.owner, HEAD_SETTING));
});
afterAll(() => schema.drop());

type Row = Readonly<Record<string, unknown>>;
const text = (rows: unknown) => canonicalJson(rows);
const isBeginning = (rows: readonly unknown[], of: readonly unknown[]) =>
  text(rows) === text(of.slice(0, rows.length));

/*
 * What is said to be unseen without an anchor: the log is as it was at an earlier moment, its head included. What
 * PassDesk had signed later may still stand there, in its order; entries among it that lost their links are linked anew.
 */
function isSetBack(state: LogState): boolean {
  const truth = states.at(-1);
  const copy = states.find(({ head }) => text(head) === text(state.head));
  if (!truth || !copy) return false;
  const { pd_audit_link: links, pd_audit_seal: seals } = state;
  const reaches = (["pd_audit_link", "pd_audit_seal", "pd_audit_check"] as const).every(
    (table) => state[table].length >= copy[table].length && isBeginning(state[table], truth[table]),
  );
  const isSealed = (seals.at(-1)?.["last_seq"] ?? "0") === (links.at(-1)?.["seq"] ?? "0");
  const linked = new Set(links.map(({ audit_id }) => audit_id));
  const written = new Set(truth.pd_audit.map(text));
  // The number and the time of an entry are the database's until it is linked.
  const content = ({ id: _id, created_on: _on, ...rest }: Row) => text(rest);
  const signed = new Set(truth.pd_audit.map(content));
  const present = new Set(state.pd_audit.map(({ id }) => id));
  const areRight = state.pd_audit.every((row) =>
    linked.has(row["id"]) ? written.has(text(row)) : signed.has(content(row)),
  );
  return reaches && isSealed && areRight && [...linked].every((id) => present.has(id));
}

/** Runs `look` on a forged log, and undoes the forgery and whatever `look` wrote. */
async function forged(steps: readonly Step[], look: (db: Knex) => Promise<void>): Promise<void> {
  const trx = await schema.owner.transaction();
  const before = lines.length;
  try {
    await forge(trx, states, steps);
    await look(trx);
  } finally {
    await trx.rollback();
    lines.length = before;
  }
}

async function seal(db: Knex, anchor: AnchorFile | null): Promise<void> {
  const signal = new AbortController().signal;
  const log = testContext(db).log;
  await sealAudit({ db, log }, { signal, transact: (story) => db.transaction(story) }, { anchor });
}

/** Forgeries of one to five steps, over several tables; the same for the same seed. */
function forgeriesOf(seed: number, numRuns: number): Step[][] {
  const kind = fc.constantFrom(...STEP_KINDS);
  const number = fc.nat(10_000);
  const step = fc.record({ kind, at: number, other: number, state: number, column: number });
  const alone = fc.array(step, { minLength: 1, maxLength: 5 });
  // Chance alone seldom sets back everything, and hides it.
  const back = fc.constantFrom<Step["kind"]>("backAll", "backChain", "backAllButEntries");
  const set = fc
    .tuple(step, back, fc.array(step, { maxLength: 1 }))
    .map(([one, as, rest]) => [{ ...one, kind: as }, ...rest]);
  return fc.sample(fc.oneof({ weight: 3, arbitrary: alone }, { weight: 1, arbitrary: set }), { seed, numRuns }); // prettier-ignore
}

const verdictOf = async (db: Knex, anchor: AnchorFile | null) =>
  (await verifyAudit({ db }, { anchor })).verdict;

test("the log as it is is whole, with the anchor and without", async () => {
  await forged([], async (db) => {
    expect(await verdictOf(db, outside)).toBe("whole");
    expect(await verdictOf(db, null)).toBe("whole");
  });
});

test(`of ${FORGERIES} forgeries without the key none is unseen with the anchor, and exactly those set back without`, async () => {
  const wrong: unknown[] = [];
  const counted = { none: 0, set_back: 0, other: 0 };
  const truth = text(states.at(-1));
  for (const steps of forgeriesOf(TEST_SEED, FORGERIES)) {
    await forged(steps, async (db) => {
      const state = await readLog(db);
      if (text(state) === truth) {
        counted.none += 1;
        return;
      }
      const isUnseen = isSetBack(state);
      counted[isUnseen ? "set_back" : "other"] += 1;
      const found = [await verdictOf(db, outside), await verdictOf(db, null)];
      const save = await db.transaction();
      await seal(save, outside);
      found.push(await verdictOf(save, outside));
      await save.rollback();
      await seal(db, null);
      found.push(await verdictOf(db, null));
      const [with_anchor, without, sealed_with, sealed_without] = found.map((verdict) => verdict === "whole");
      if (with_anchor || sealed_with || without !== isUnseen || sealed_without !== isUnseen) {
        wrong.push({ kinds: steps.map(({ kind }) => kind), steps, isUnseen, found });
      }
    });
  }
  expect(wrong).toEqual([]);
  // Both kinds were tried, and most forgeries changed something.
  expect(counted.set_back).toBeGreaterThan(FORGERIES / 25);
  expect(counted.other).toBeGreaterThan(FORGERIES / 2);
}, 600_000);
