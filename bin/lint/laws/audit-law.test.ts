import { expect, test } from "vitest";
import { auditFindings } from "./audit-law.mjs";
import { findIn } from "./small-house";

const HEAD = `import { withTransaction, type Transaction } from "@/db/transaction";
import type { Database } from "@/db/connection";
import { recordAudit } from "@/lib/audit/record-audit";
import { recordAudits } from "@/lib/audit/record-audits";
import * as noteRows from "@/db/notes";
import { dropNote, insertNote, insertNotes, listNotes, lockNote, setNote, touchNote } from "@/db/notes";
`;
const DB = `import type { Database } from "./connection";
import type { Transaction } from "./transaction";
const SET = "UPDATE pd_note SET text = ? WHERE id = ?";
export async function insertNote(db: Database | Transaction, text: string) { await db("pd_note").insert({ text }); }
export async function setNote(db: Database | Transaction, id: string) { await db.raw(SET, [id]); }
export async function dropNote(db: Database | Transaction, id: string) { await db.raw(\`DELETE FROM pd_note WHERE id = \${id}\`); }
export async function touchNote(db: Database | Transaction, id: string) { await db.raw("update pd_note set touched = 1 where id = ?", [id]); }
export async function insertNotes(db: Database | Transaction, texts: string[]) { await db.batchInsert("pd_note", texts); }
export async function lockNote(db: Database | Transaction, id: string) { await db("pd_note").where({ id }).forUpdate().select("id"); }
export async function listNotes(db: Database | Transaction) { await db.raw("SELECT 1 FROM pd_note WHERE id = 1 FOR UPDATE"); }`;

const judge = (source: string, head = HEAD, more: Record<string, string> = {}) =>
  findIn(auditFindings, { "db/notes.ts": DB, "lib/notes/add-note.ts": head + source, ...more }).map((each) =>
    each.replace(/^.*?:\d+: /, ""),
  );
const UNRECORDED = [expect.stringMatching(/reaches no recordAudit/)];

test.each([
  [
    "a builder",
    `export const a = (db: Database) => withTransaction(db, async (trx) => insertNote(trx, "a"));`,
  ],
  [
    "a constant of SQL",
    `export const a = (db: Database) => withTransaction(db, async (trx) => setNote(trx, "1"));`,
  ],
  [
    "a template of SQL",
    `export const a = (db: Database) => withTransaction(db, async (trx) => dropNote(trx, "1"));`,
  ],
  [
    "a statement in small letters",
    `export const a = (db: Database) => withTransaction(db, async (trx) => touchNote(trx, "1"));`,
  ],
  [
    "a builder of many rows",
    `export const a = (db: Database) => withTransaction(db, async (trx) => insertNotes(trx, ["a"]));`,
  ],
  [
    "a function handed on",
    `export const a = (db: Database) => withTransaction(db, async (trx) => { await Promise.all(["a"].map((each) => insertNote(trx, each))); });`,
  ],
  [
    "a function of the file",
    `async function keep(trx: Transaction) { await insertNote(trx, "a"); } export const a = (db: Database) => withTransaction(db, keep);`,
  ],
  [
    "a method",
    `class Notes { async add(trx: Transaction) { await insertNote(trx, "a"); } } export const a = (db: Database) => withTransaction(db, async (trx) => new Notes().add(trx));`,
  ],
  [
    "a member of an object",
    `const notes = { add: async (trx: Transaction) => insertNote(trx, "a") }; export const a = (db: Database) => withTransaction(db, async (trx) => notes.add(trx));`,
  ],
  [
    "what is written for an interface",
    `interface Work { run(trx: Transaction): Promise<void> } const work: Work = { run: async (trx) => insertNote(trx, "a") }; export const a = (db: Database, given: Work = work) => withTransaction(db, async (trx) => given.run(trx));`,
  ],
])("a change by %s without its entry is found", (_, source) => {
  expect(judge(source)).toEqual(UNRECORDED);
});

test.each([
  [
    "another name",
    `import { withTransaction as inOne } from "@/db/transaction"; export const a = (db: Database) => inOne(db, async (trx) => insertNote(trx, "a"));`,
  ],
  [
    "a whole module",
    `import * as transactions from "@/db/transaction"; export const a = (db: Database) => transactions.withTransaction(db, async (trx) => insertNote(trx, "a"));`,
  ],
  [
    "a wrapper",
    `function own<T>(db: Database, story: (trx: Transaction) => Promise<T>) { return withTransaction(db, story); } export const a = (db: Database) => own(db, (trx) => insertNote(trx, "a"));`,
  ],
  [
    "a wrapper that adds to it",
    `const own = (db: Database, story: (trx: Transaction) => Promise<void>) => withTransaction(db, async (trx) => { await listNotes(trx); await story(trx); }); export const a = (db: Database) => own(db, (trx) => insertNote(trx, "a"));`,
  ],
  [
    "a wrapper round a wrapper",
    `const own = (db: Database, story: (trx: Transaction) => Promise<void>) => withTransaction(db, story); const two = (db: Database, change: (trx: Transaction) => Promise<void>) => own(db, change); export const a = (db: Database) => two(db, (trx) => insertNote(trx, "a"));`,
  ],
  [
    "a wrapper that takes an object",
    `interface Change { write: (trx: Transaction) => Promise<void> } const own = (db: Database, change: Change) => withTransaction(db, (trx) => change.write(trx)); export const a = (db: Database) => own(db, { write: (trx) => insertNote(trx, "a") });`,
  ],
  [
    "a wrapper that takes it apart",
    `interface Change { write: (trx: Transaction) => Promise<void> } const own = (db: Database, { write }: Change) => withTransaction(db, (trx) => write(trx)); export const a = (db: Database) => own(db, { write: (trx) => insertNote(trx, "a") });`,
  ],
  [
    "a member of an interface",
    `interface Run { transact(story: (trx: Transaction) => Promise<void>): Promise<void> } export const open = (db: Database): Run => ({ transact: (story) => withTransaction(db, story) }); export const a = (run: Run) => run.transact((trx) => insertNote(trx, "a"));`,
  ],
  [
    "a member taken out",
    `interface Run { transact: (story: (trx: Transaction) => Promise<void>) => Promise<void> } export const open = (db: Database): Run => ({ transact: (story) => withTransaction(db, story) }); export const a = ({ transact }: Run) => transact((trx) => insertNote(trx, "a"));`,
  ],
])("a transaction opened by %s is seen", (_, source) => {
  expect(judge(source)).toEqual(expect.arrayContaining(UNRECORDED));
});

test.each([
  [
    "beside the change",
    `export const a = (db: Database) => withTransaction(db, async (trx) => { await insertNote(trx, "a"); await recordAudit(trx, "note.add"); });`,
  ],
  [
    "with others",
    `export const a = (db: Database) => withTransaction(db, async (trx) => { await insertNote(trx, "a"); await recordAudits(trx, ["note.add"]); });`,
  ],
  [
    "under another name",
    `import { recordAudit as tell } from "@/lib/audit/record-audit"; export const a = (db: Database) => withTransaction(db, async (trx) => { await insertNote(trx, "a"); await tell(trx, "note.add"); });`,
  ],
  [
    "two functions further",
    `async function tell(trx: Transaction) { await recordAudit(trx, "note.add"); } async function keep(trx: Transaction) { await insertNote(trx, "a"); await tell(trx); } export const a = (db: Database) => withTransaction(db, keep);`,
  ],
  [
    "by the wrapper",
    `const own = (db: Database, story: (trx: Transaction) => Promise<void>) => withTransaction(db, async (trx) => { await story(trx); await recordAudit(trx, "note.add"); }); export const a = (db: Database) => own(db, (trx) => insertNote(trx, "a"));`,
  ],
])("a change recorded %s is in order", (_, source) => {
  expect(judge(source)).toEqual([]);
});

test("a wrapper in another file is followed", () => {
  const other = {
    "lib/notes/keep-note.ts":
      HEAD + `export async function keepNote(trx: Transaction) { await insertNote(trx, "a"); }`,
  };
  const call = `import { keepNote } from "./keep-note"; export const a = (db: Database) => withTransaction(db, keepNote);`;
  expect(judge(call, HEAD, other)).toEqual(UNRECORDED);
});

test.each([
  [
    "only named",
    `export const a = (db: Database) => withTransaction(db, async (trx) => { void recordAudit; await insertNote(trx, "a"); });`,
  ],
  [
    "of the same name only",
    `const own = { recordAudit: async (trx: Transaction, entry: string) => void [trx, entry] }; export const a = (db: Database) => withTransaction(db, async (trx) => { await insertNote(trx, "a"); await own.recordAudit(trx, "a"); });`,
  ],
  [
    "what an interface may or may not do",
    `interface Work { run(trx: Transaction): Promise<void> } export const work: Work = { run: async (trx) => { await recordAudit(trx, "a"); } }; export const a = (db: Database, given: Work) => withTransaction(db, async (trx) => { await insertNote(trx, "a"); await given.run(trx); });`,
  ],
])("an entry that is %s counts for nothing", (_, source) => {
  expect(judge(source)).toEqual(UNRECORDED);
});

test("what only reads and locks needs no entry", () => {
  expect(
    judge(
      `export const a = (db: Database) => withTransaction(db, async (trx) => { await lockNote(trx, "1"); await listNotes(trx); });`,
    ),
  ).toEqual([]);
});

test("a change on a connection of its own needs its entry too", () => {
  expect(judge(`export async function a(db: Database) { await insertNote(db, "a"); }`)).toEqual(UNRECORDED);
  expect(
    judge(`export async function a(db: Database) { await insertNote(db, "a"); await recordAudit(db, "a"); }`),
  ).toEqual([]);
  expect(judge(`export async function a(db: Database) { await listNotes(db); }`)).toEqual([]);
  expect(judge(`export async function a(trx: Transaction) { await insertNote(trx, "a"); }`)).toEqual([]);
});

test.each([
  ["a whole module", `export async function a(db: Database) { await noteRows.insertNote(db, "a"); }`],
  [
    "what may be a connection",
    `export async function a(db: Database | Transaction) { await insertNote(db, "a"); }`,
  ],
  [
    "any type of connection",
    `export async function a<D extends Database>(db: D) { await insertNote(db, "a"); }`,
  ],
  [
    "a connection of a context",
    `export async function a(ctx: { db: Database }) { await insertNote(ctx.db, "a"); }`,
  ],
])("a change on a connection through %s is found", (_, source) => {
  expect(judge(source)).toEqual(UNRECORDED);
});

test.each([
  ["a connection", `export const a = async (db: Database) => { await db("pd_note").insert({}); };`],
  ["a transaction", `export const a = async (trx: Transaction) => { await trx("pd_note").delete(); };`],
  ["one or the other", `export const a = async (db: Database | Transaction) => { await db("pd_note"); };`],
  ["a member", `export const a = async (ctx: { db: Database }) => { await ctx.db("pd_note"); };`],
  ["a method", `export const a = async (trx: Transaction) => { await trx.raw("SELECT 1"); };`],
  [
    "a method for many rows",
    `export const a = async (db: Database) => { await db.batchInsert("pd_note", []); };`,
  ],
])("a statement outside db on %s is found", (_, source) => {
  expect(judge(source)).toEqual([expect.stringMatching(/SQL stands in db alone/)]);
});

test("a connection may be closed outside db", () => {
  expect(judge(`export const a = async (db: Database) => db.destroy();`)).toEqual([]);
});

test("the line of the call says why nothing is recorded, in words, and only where that is so", () => {
  const call = `export const a = (db: Database) =>\n  MARK\n  withTransaction(db, async (trx) => insertNote(trx, "a"));`;
  expect(judge(call.replace("MARK", "// not recorded: a sign of life"))).toEqual([]);
  expect(judge(call.replace("MARK", "// not recorded:"))).toEqual([
    expect.stringMatching(/without a reason/),
  ]);
  expect(judge(call.replace("MARK", "// nobody asked"))).toEqual(UNRECORDED);
  const stale = call
    .replace("MARK", "// not recorded: a sign of life")
    .replace("insertNote", "setNote")
    .replace('setNote(trx, "a")', "listNotes(trx)");
  expect(judge(stale)).toEqual([expect.stringMatching(/is not so/)]);
});

test("a transaction is opened in one place, which is not handed around", () => {
  const alone = expect.stringMatching(/db\/transaction\.ts alone/) as string;
  expect(judge(`export const a = (db: Database) => db.transaction();`)).toContainEqual(alone);
  expect(judge(`export const open = withTransaction;`)).toContainEqual(
    expect.stringMatching(/handed around/),
  );
  expect(
    judge(`declare function f(x: unknown): void; export const a = () => f(withTransaction);`),
  ).toContainEqual(expect.stringMatching(/handed around/));
});
