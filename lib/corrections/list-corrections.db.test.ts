import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { correct, plantPass } from "@/lib/testing/test-correction";
import { undo } from "@/lib/testing/undo";
import { CORRECTIONS_QUERY } from "./corrections-query";
import { getCorrection } from "./get-correction";
import { listCorrections } from "./list-corrections";

let schema: TestSchema;
let ctx: Context;
let first: string;
let second: string;
/**
 * Oldest first: three corrections of the first pass, the undo of the last of them, and one correction of the second
 * pass.
 */
let ids: string[];

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
  first = await plantPass(schema.owner);
  second = await plantPass(schema.owner);
  ids = [];
  for (const uses_count of [1, 2, 3])
    ids.push((await correct(ctx, first, { uses_count })).correction.id ?? "");
  ids.push((await undo(ctx, ids[2] ?? "")).correction.id ?? "");
  const tom = { ...ctx, actor: { ...testActor("admin", "2"), name: "Tom Whitfield" } };
  const reason = { code: "other", note: "Another case", case_ref: "CS-2" };
  ids.push(
    (await correct(tom, second, { uses_count: 4 }, { body: { reason, pin_until: null } })).correction.id ??
      "",
  );
  // Other entries about passes are not corrections.
  const note = {
    action: "note.add",
    actor_type: "user",
    actor_name: "x",
    subject_type: "pass",
    subject_id: first,
  };
  await schema.owner("pd_audit").insert(note);
});
afterAll(() => schema.drop());

const list = (search: string, desk = ctx) =>
  listCorrections(
    desk,
    CORRECTIONS_QUERY.parse(new URLSearchParams(search), { now: desk.clock.now(), zone: desk.zone }),
  );
const found = async (search: string) => (await list(search)).data.map(({ id }) => ids.indexOf(id));

test("newest first, each with its pass, its fields, who, why and what became of it", async () => {
  const { data } = await list("");
  expect(data.map(({ id }) => id)).toEqual(ids.toReversed());
  expect(data[0]).toMatchObject({
    kind: "correct",
    pass_id: second,
    pass: { product_name: "Local Single Ride" },
    changes: [{ field: "uses_count", before: 0, after: 4 }],
    actor: { id: "2", name: "Tom Whitfield" },
    reason: { code: "other", case_ref: "CS-2" },
    pinned: { fields: ["uses_count"], until: null },
    undone_by: null,
    bulk_id: null,
  });
  expect(data[1]).toMatchObject({ kind: "undo", undoes: ids[2], undone_by: null });
  expect(data[2]).toMatchObject({ undone_by: { id: ids[3], name: "Test admin" } });
  expect(await getCorrection(ctx, ids[4] ?? "")).toEqual(data[0]);
});

test.each([
  ["pass_id", () => `pass_id=${first}`, [3, 2, 1, 0]],
  ["actor_id", () => "actor_id=2", [4]],
  ["reason_code", () => "reason_code=wrong_time", [3, 2, 1, 0]],
  ["case_ref", () => "case_ref=CS-2", [4]],
  ["kind", () => "kind=undo", [3]],
  ["undone", () => "undone=true", [2]],
  ["not undone", () => "undone=false", [4, 3, 1, 0]],
  ["from", () => "from=now-1h", [4, 3, 2, 1, 0]],
  ["to", () => "to=now-1h", []],
  ["two at once", () => `pass_id=${first}&undone=true`, [2]],
])("filters by %s", async (_name, search, expected) => expect(await found(search())).toEqual(expected));

test("finds those of a bulk correction", async () => {
  const bulk = { state: "done", actor_name: "x", changes: "{}" };
  const [id] = (await schema.owner("pd_bulk").insert(bulk)) as [number];
  const data = JSON.stringify({ bulk_id: String(id) });
  await schema.owner("pd_audit").where({ id: ids[0] }).update({ data });
  await schema
    .owner("pd_bulk_item")
    .insert({ bulk_id: id, pass_id: first, outcome: "changed", version: "v", audit_id: ids[0] });
  expect(await found(`bulk_id=${id}`)).toEqual([0]);
  expect((await list(`bulk_id=${id}`)).data).toMatchObject([{ bulk_id: String(id), undone_by: null }]);
});

test("walks pages both ways without a gap or a double, and a cursor fits its query and person only", async () => {
  const seen: string[] = [];
  let page = await list("limit=2");
  for (;;) {
    seen.push(...page.data.map(({ id }) => id));
    if (page.page.next === null) break;
    page = await list(`limit=2&cursor=${page.page.next}`);
  }
  const all = (await list("")).data.map(({ id }) => id);
  expect(seen).toEqual(all);
  const back = await list(`limit=2&cursor=${page.page.prev ?? ""}`);
  expect(back.data.map(({ id }) => id)).toEqual(all.slice(-page.data.length - 2, -page.data.length));
  const cursor = back.page.next ?? "";
  await expect(list(`kind=undo&cursor=${cursor}`)).rejects.toMatchObject({ code: "invalid_cursor" });
  const other = { ...ctx, actor: testActor("admin", "9") };
  await expect(list(`limit=2&cursor=${cursor}`, other)).rejects.toMatchObject({ code: "invalid_cursor" });
});

test.each(["support", "manager", "admin"] as const)("a %s reads it; nobody else does", async (role) => {
  expect((await list("", { ...ctx, actor: testActor(role) })).data.length).toBeGreaterThan(4);
  await expect(list("", { ...ctx, actor: null })).rejects.toMatchObject({ code: "unauthenticated" });
});

test.each([
  "unknown=1",
  "pass_id=x",
  "pass_id=1&pass_id=2",
  "undone=yes",
  "kind=all",
  "from=soon",
  "limit=201",
  "reason_code=x",
  "case_ref=a b",
  "cursor=",
])("%s is refused", async (search) => {
  await expect(async () => list(search)).rejects.toMatchObject({ code: "invalid_parameter" });
});

test("an id of anything else is not found", async () => {
  for (const id of ["0", "x", "99999999", "1 OR 1"]) {
    await expect(getCorrection(ctx, id)).rejects.toMatchObject({ code: "not_found" });
  }
});
