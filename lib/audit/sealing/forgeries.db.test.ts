import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keepsJsonText } from "@/db/audit/audit-chain";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AUDIT_TABLES, beginEmptyLog, sealNow } from "@/lib/testing/audit/sealing";
import { testActor, testContext } from "@/lib/testing/test-context";
import { type AnchorFile, anchorFile } from "@/lib/audit/anchor/anchor-file";
import { checkAudit } from "@/lib/audit/chain/check-audit";
import { getAuditState } from "@/lib/audit/chain/get-audit-state";
import { verifyAudit } from "@/lib/audit/chain/verify-audit";

/* What an adversary does who may write every table, knows the code and has no key. */

const [SEALED, ROUNDS] = [12, 3];
let schema: TestSchema;
let ctx: Context;
let folder: string;
let path: string;
let anchor: AnchorFile;
let alarms: string[];

beforeAll(async () => {
  schema = await createTestSchema();
  folder = await mkdtemp(join(tmpdir(), "anchor-"));
  path = join(folder, "anchor");
});
afterAll(async () => {
  await schema.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await writeFile(path, "");
  anchor = anchorFile(path);
  alarms = [];
  ctx = testContext(schema.web, { actor: testActor("admin") });
  await beginEmptyLog(schema.owner);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = 0; at < SEALED / ROUNDS; at += 1) await append(round);
    await sealNow(schema.worker, { anchor });
  }
  await checkAudit({ db: schema.web }, { by: "night", anchor });
});

const append = (at: number) =>
  recordAudit(ctx.db, ctx, {
    action: "pass.correct",
    subject: { type: "pass", id: String(at) },
    after: { uses_count: at },
    reason: { code: "other", note: "As told on the phone." },
  });
const owner = (sql: string) => schema.owner.raw(sql);
/* A session of MariaDB may store in a JSON column what is none. */
const unchecked = (sql: string) =>
  schema.owner.transaction(async (trx) => {
    await trx.raw("SET SESSION check_constraint_checks = 0");
    await trx.raw(sql);
    await trx.raw("SET SESSION check_constraint_checks = 1");
  });
const emptied = async (...tables: string[]) => {
  for (const table of tables) await owner(`DELETE FROM ${table}`);
};
const hasLinks = async () => Number((await schema.owner("pd_audit_link").count({ n: "*" }))[0]?.n);
const verdict = async (from: AnchorFile | null) =>
  (await verifyAudit({ db: schema.web }, { anchor: from })).verdict;

const ENTRY_5 = "(SELECT id FROM (SELECT audit_id AS id FROM pd_audit_link WHERE seq = 5) AS t)";
const CUT = `DELETE a, l FROM pd_audit_link l JOIN pd_audit a ON a.id = l.audit_id WHERE l.seq > 8;
  DELETE FROM pd_audit_seal WHERE last_seq > 8`.split(";");

/** Each forgery; those that stop the sealing at once, and those that the next check finds. */
const FORGERIES: Record<string, { run: () => Promise<unknown>; stops: boolean }> = {
  "an old entry deleted, and links, seals and checks emptied, to be sealed anew": {
    stops: true,
    run: async () => {
      await owner(`DELETE FROM pd_audit WHERE id = ${ENTRY_5}`);
      await emptied("pd_audit_link", "pd_audit_seal", "pd_audit_check");
      await owner("UPDATE pd_audit SET created_on = NOW(3)");
    },
  },
  "signatures taken away, an entry edited and the setting of unsigned entries raised": {
    stops: true,
    run: async () => {
      await owner(
        "UPDATE pd_audit SET mac = NULL, after_values = '{\"uses_count\":99}', created_on = NOW(3)",
      );
      await owner(`REPLACE INTO pd_setting (name, value) VALUES ('audit.unsigned', '{"last_id":999999}')`);
      await emptied("pd_audit_link", "pd_audit_seal", "pd_audit_check");
    },
  },
  "an end cut off with its links and seals, and the check edited to end there": {
    stops: true,
    run: async () => {
      for (const sql of CUT) await owner(sql);
      await owner(
        "UPDATE pd_audit_check SET entries = 8, last_seq = 8, hash = (SELECT hash FROM pd_audit_link WHERE seq = 8)",
      );
    },
  },
  "an end cut off, and a newer verdict that it is whole": {
    stops: true,
    run: async () => {
      for (const sql of CUT) await owner(sql);
      await owner(
        "INSERT INTO pd_audit_check (actor_name, entries, last_seq, hash, is_whole) SELECT 'Schedule', 8, 8, hash, 1 FROM pd_audit_link WHERE seq = 8",
      );
    },
  },
  "a newer verdict, inserted by the web's own user": {
    stops: false,
    run: () =>
      schema.web.raw(
        "INSERT INTO pd_audit_check (actor_name, entries, last_seq, hash, is_whole, verdict, mac) SELECT actor_name, entries, last_seq, hash, 1, 'whole', mac FROM pd_audit_check ORDER BY id DESC LIMIT 1",
      ),
  },
  "everything deleted": { stops: true, run: () => emptied(...AUDIT_TABLES) },
  "everything deleted with what says where it ended": {
    stops: true,
    run: async () => {
      await emptied(...AUDIT_TABLES);
      await owner("DELETE FROM pd_setting WHERE name = 'audit.head'");
    },
  },
  "a verdict edited": {
    stops: true,
    run: () => owner("UPDATE pd_audit_check SET entries = entries + 1"),
  },
  "a verdict deleted": { stops: true, run: () => emptied("pd_audit_check") },
  "a name that stands twice in the JSON of an entry": {
    stops: false,
    run: () =>
      owner(`UPDATE pd_audit SET after_values = '{"uses_count":99,"uses_count":1}' WHERE id = ${ENTRY_5}`),
  },
  "text that is no JSON in an entry": {
    stops: false,
    run: () => unchecked(`UPDATE pd_audit SET after_values = '{uses' WHERE id = ${ENTRY_5}`),
  },
  "text that is no JSON in an entry that is not sealed yet": {
    stops: true,
    run: async () => {
      await append(50);
      await unchecked("UPDATE pd_audit SET data = '{uses' ORDER BY id DESC LIMIT 1");
    },
  },
  "text that is no JSON as what says where the log ends": {
    stops: true,
    run: () => unchecked("UPDATE pd_setting SET value = '{n' WHERE name = 'audit.head'"),
  },
  "an entry without a signature": {
    stops: true,
    run: () =>
      schema.web.raw(
        "INSERT INTO pd_audit (action, actor_type, actor_name) VALUES ('pass.correct', 'user', 'forged')",
      ),
  },
  "a gap in the chain": { stops: true, run: () => owner("DELETE FROM pd_audit_link WHERE seq = 5") },
  "a link and its seal inserted": {
    stops: true,
    run: async () => {
      await append(50);
      await schema.worker.raw(
        "INSERT INTO pd_audit_link (seq, audit_id, hash) SELECT 13, MAX(id), REPEAT('d', 64) FROM pd_audit",
      );
      await schema.worker.raw(
        "INSERT INTO pd_audit_seal (last_seq, hash, mac) VALUES (13, REPEAT('d', 64), REPEAT('e', 64))",
      );
    },
  },
  "the last link gone": { stops: true, run: () => owner("DELETE FROM pd_audit_link WHERE seq = 12") },
  "a seal in the middle deleted": {
    stops: false,
    run: () => owner("DELETE FROM pd_audit_seal WHERE last_seq = 8"),
  },
  "the time of a seal edited": {
    stops: false,
    run: () => owner("UPDATE pd_audit_seal SET sealed_on = sealed_on - INTERVAL 1 DAY WHERE last_seq = 8"),
  },
  "what says where the log ends edited": {
    stops: true,
    run: () =>
      owner(
        "UPDATE pd_setting SET value = JSON_SET(value, '$.unsigned_to', '999999') WHERE name = 'audit.head'",
      ),
  },
};

test("untouched, the log is whole, sealing goes on, and nothing raises an alarm", async () => {
  await append(99);
  expect(await sealNow(schema.worker, { anchor, alarms })).toBe(1);
  expect(await verifyAudit({ db: schema.web }, { anchor })).toMatchObject({
    verdict: "whole",
    outside: "matched",
  });
  expect(alarms).toEqual([]);
});

test.each(Object.entries(FORGERIES))("seen, and never sealed: %s", async (name, { run, stops }) => {
  // MySQL keeps no name twice, and nothing but JSON.
  if (name.includes("JSON") && !(await keepsJsonText(schema.owner))) return;
  await run();
  await append(99);
  const before = await hasLinks();
  for (const from of [anchor, null]) {
    expect(await verdict(from)).not.toBe("whole");
    await sealNow(schema.worker, { anchor: from, alarms });
    // Sealing did not make it whole.
    expect(await verdict(from)).not.toBe("whole");
  }
  expect((await hasLinks()) - before).toBe(stops ? 0 : 1);
  expect(alarms.length > 0).toBe(stops);
  await checkAudit({ db: schema.web }, { by: "night", anchor });
  const { stopped, check } = await getAuditState(ctx);
  expect(stopped ?? check?.verdict).not.toBe("whole");
});

test("a failed verdict that is edited to whole, or taken back with the head, is seen", async () => {
  await owner(`UPDATE pd_audit SET reason_note = 'Another note.' WHERE id = ${ENTRY_5}`);
  const head = await schema.owner("pd_setting").where({ name: "audit.head" }).select("value");
  expect(await checkAudit({ db: schema.web }, { by: "night", anchor })).toMatchObject({ verdict: "broken" });
  await owner(`UPDATE pd_audit SET reason_note = 'As told on the phone.' WHERE id = ${ENTRY_5}`);
  const failed = "(SELECT id FROM (SELECT MAX(id) AS id FROM pd_audit_check) AS t)";
  await owner(
    `UPDATE pd_audit_check SET is_whole = 1, verdict = 'whole', problem = NULL WHERE id = ${failed}`,
  );
  expect((await verifyAudit({ db: schema.web }, { anchor })).first?.kind).toBe("verdict");
  // The older head knows nothing of that verdict: only the anchor outside does.
  await owner(`DELETE FROM pd_audit_check WHERE id = ${failed}`);
  await schema
    .owner("pd_setting")
    .where({ name: "audit.head" })
    .update({ value: JSON.stringify(head[0]?.value) });
  expect((await verifyAudit({ db: schema.web }, { anchor })).first?.kind).toBe("anchor");
  expect((await verifyAudit({ db: schema.web }, { anchor: null })).first?.kind).toBe("unanchored");
});

test("an anchor that is emptied, cut, forged or away stops the sealing, and is said", async () => {
  const whole = await readFile(path, "utf8");
  const wrongs: [string, string, () => Promise<unknown>][] = [
    ["anchor_lost", "broken", () => truncate(path)],
    ["anchor_lost", "broken", () => writeFile(path, whole.replaceAll('"n":', '"n":1'))],
    ["anchor_unread", "unknown", () => rm(path)],
  ];
  for (const [kind, says, damage] of wrongs) {
    await damage();
    await append(99);
    expect(await sealNow(schema.worker, { anchor, alarms })).toBe(0);
    expect(await verifyAudit({ db: schema.web }, { anchor })).toMatchObject({
      verdict: says,
      first: { kind },
    });
    await writeFile(path, whole);
  }
  expect(alarms.length).toBeGreaterThan(0);
  // A last line that a crash cut short is passed over.
  await appendFile(path, '{"n":99,"seq"');
  expect(await sealNow(schema.worker, { anchor })).toBeGreaterThan(0);
  expect(await verdict(anchor)).toBe("whole");
});
