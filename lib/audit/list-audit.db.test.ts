import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { stoppedClock } from "@/lib/time/clock";
import { AUDIT_QUERY } from "./audit-query";
import { listAudit } from "./list-audit";
import { recordAudit } from "./record-audit";

const ENTRIES = 23;
let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
  for (let at = 1; at <= ENTRIES; at += 1) {
    await recordAudit(ctx.db, ctx, {
      action: at % 3 === 0 ? "session.sign_in" : "pass.correct",
      subject: at % 3 === 0 ? null : { type: "pass", id: String(at % 2) },
      after: { uses_count: at },
      ...(at % 5 === 0 ? { system_actor: "command line" } : {}),
    });
  }
});
afterAll(() => schema.drop());

const query = (text: string) =>
  AUDIT_QUERY.parse(new URLSearchParams(text), { now: new Date(), zone: "America/Chicago" });
const list = (text: string) => listAudit(ctx, query(text));

test("pages hold every entry once, newest first, and lead back the same way", async () => {
  const seen: string[][] = [];
  let cursor: string | null = "";
  let back: string | null = null;
  while (cursor !== null) {
    const { data, page } = await list(`limit=5${cursor === "" ? "" : `&cursor=${cursor}`}`);
    seen.push(data.map((item) => item.id));
    back = page.prev;
    cursor = page.next;
  }
  const ids = seen.flat().map(Number);
  expect(ids).toHaveLength(ENTRIES);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  for (const expected of seen.slice(0, -1).reverse()) {
    const { data, page } = await list(`limit=5&cursor=${back}`);
    expect(data.map((item) => item.id)).toEqual(expected);
    back = page.prev;
  }
  expect(back).toBeNull();
});

test.each([
  ["action=session.sign_in", 7],
  ["action=session.sign_in,pass.correct", ENTRIES],
  ["subject_type=pass&subject_id=1", 8],
  ["actor_id=1", 19],
  ["from=now-1h", ENTRIES],
  ["to=now-1h", 0],
])("%s finds %i", async (text, found) => expect((await list(text)).data).toHaveLength(found));

test("an entry names its actor as he was, or the machine", async () => {
  const { data } = await list("limit=200");
  const names = new Set(data.map((item) => `${item.actor.type} ${item.actor.name} ${item.actor.role}`));
  expect(names).toEqual(new Set(["user Test admin admin", "system command line null"]));
});

test("a cursor of another list or person is refused, and so is what is not a parameter", async () => {
  const { page } = await list("limit=5");
  const other = { ...ctx, actor: testActor("admin", "2") };
  const refused = { code: "invalid_cursor" };
  await expect(list(`action=pass.correct&cursor=${page.next}`)).rejects.toMatchObject(refused);
  await expect(listAudit(other, query(`limit=5&cursor=${page.next}`))).rejects.toMatchObject(refused);
  for (const bad of [
    "x=1",
    "action=drop",
    "limit=0",
    "limit=1&limit=2",
    "from=soon",
    "__proto__=1",
    "subject_id=",
  ]) {
    expect(() => query(bad)).toThrow(expect.objectContaining({ code: "invalid_parameter" }));
  }
});

test("admins alone read it", async () => {
  for (const role of ["support", "manager"] as const) {
    await expect(listAudit({ ...ctx, actor: testActor(role) }, query(""))).rejects.toMatchObject({
      code: "forbidden",
    });
  }
});

test("an act that nobody signs is refused", async () => {
  const nobody = { ...ctx, actor: null };
  await expect(recordAudit(ctx.db, nobody, { action: "session.refused", subject: null })).rejects.toThrow(
    "needs an actor",
  );
});

test("today is the agency's day, `from` is inclusive and `to` is not", async () => {
  const at = "2031-11-23T02:30:00Z";
  const now = { ...ctx, clock: stoppedClock(at) };
  const asked = (text: string) => AUDIT_QUERY.parse(new URLSearchParams(text), { now: new Date(at), zone: ctx.zone });
  const found = async (text: string, as = now) => (await listAudit(as, asked(text))).data.map(({ id }) => id);
  const [first = 0] = await schema.owner("pd_audit").insert({
    action: "session.sign_in", actor_type: "system", actor_name: "evening", created_on: "2031-11-22 20:00:00.000",
  });
  expect(await found("from=today")).toEqual([String(first)]);
  // Control: the day of UTC has begun since.
  expect(await found("from=today", { ...now, zone: "UTC" })).toEqual([]);
  expect(await found("from=2031-11-22T20:00:00Z")).toEqual([String(first)]);
  expect(await found("from=2031-11-22T19:00:00Z&to=2031-11-22T20:00:00Z")).toEqual([]);
  expect(await found("from=2031-11-22T19:00:00Z&to=2031-11-22T20:00:00.001Z")).toEqual([String(first)]);
}); // prettier-ignore
