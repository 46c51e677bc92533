import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Role } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { changeView } from "./change-view";
import { countViews } from "./count-views";
import { listViews } from "./list-views";
import { newViewSchema, viewChangeSchema } from "./parse-view";
import { removeView } from "./remove-view";
import { saveView } from "./save-view";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ROLES: readonly (readonly [string, Role])[] = [
  ["sam", "support"],
  ["sue", "support"],
  ["max", "manager"],
  ["ada", "admin"],
];

let schema: TestSchema;
const people = new Map<string, Context>();

beforeAll(async () => {
  schema = await createTestSchema();
  for (const [name, role] of ROLES) {
    const id = await plantUser(schema.owner, `${name}@example.com`, { role });
    people.set(name, testContext(schema.web, { at: NOW, actor: testActor(role, String(id)) }));
  }
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_view").delete();
  await schema.owner("pd_preference").delete();
});

function as(name: string): Context {
  const ctx = people.get(name);
  if (!ctx) throw new Error(`nobody is called ${name}`);
  return ctx;
}
const save = (who: string, body: Record<string, unknown>) => saveView(as(who), newViewSchema.parse(body));
const change = (who: string, id: string, body: Record<string, unknown>) =>
  changeView(as(who), id, viewChangeSchema.parse(body));
const entries = async (action: string) => await schema.owner("pd_audit").where({ action }).orderBy("id");

describe("saving a view", () => {
  it("keeps the query canonical, with its audit entry and event", async () => {
    const view = await save("sam", {
      name: " Calls  today ",
      search: "status=USING,USABLE&limit=10",
      columns: "status",
    });
    expect(view).toMatchObject({
      name: "Calls today",
      scope: "private",
      search: "status=USABLE%2CUSING",
      columns: "pass_uuid,status",
      is_default: false,
      can_change: true,
      owner: { name: "Test support" },
    });
    expect(await listViews(as("sam"))).toEqual([view]);
    expect(await listViews(as("sue"))).toEqual([]);
    expect((await entries("view.save")).at(-1)).toMatchObject({ subject_type: "view", subject_id: view.id });
    const told: unknown = await schema
      .owner("pd_outbox")
      .where({ event: "view.save" })
      .orderBy("id", "desc")
      .first();
    expect(told).toMatchObject({ subject_id: view.id });
  });

  it("takes the query as a body too", async () => {
    const view = await save("sam", {
      name: "Used",
      query: { status: ["USING"], expiration: { gte: "now" } },
    });
    expect(view.search).toBe("status=USING&expiration%5Bgte%5D=now");
  });

  it("refuses a query that one sees already, naming the view, whatever the order of its values", async () => {
    const own = await save("sam", { name: "Mine", search: "flag=drift,unlinked" });
    await expect(save("sam", { name: "Again", search: "flag=unlinked,drift" })).rejects.toMatchObject({
      code: "conflict",
      extra: { view_id: own.id },
    });
    const team = await save("max", { name: "Ours", scope: "team", search: "serial=1" });
    await expect(save("sam", { name: "Own", search: "serial=1" })).rejects.toMatchObject({
      extra: { view_id: team.id },
    });
    await expect(save("sam", { name: "Daily", search: "flag=drift" })).rejects.toMatchObject({
      extra: { view_id: "built_in:drift" },
    });
    // Negative control: another person's private view does not count.
    await expect(save("sue", { name: "Mine", search: "flag=drift,unlinked" })).resolves.toBeDefined();
  });

  it("lets one of ten parallel saves win and tells the others which view there is", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) =>
        save("sam", { name: `View ${at}`, search: "status=EXPIRED&flag=pinned" }),
      ),
    );
    const saved = results.filter((each) => each.status === "fulfilled");
    expect(saved).toHaveLength(1);
    const [view] = await listViews(as("sam"));
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({ code: "conflict", extra: { view_id: view?.id } });
      }
    }
    const left = (await entries("view.save")).filter((entry) => entry.subject_id === view?.id);
    expect(left).toHaveLength(1);
  });

  it("refuses a name twice in one place", async () => {
    await save("sam", { name: "Mine", search: "serial=1" });
    await expect(save("sam", { name: "mine", search: "serial=2" })).rejects.toMatchObject({
      code: "conflict",
      errors: [{ field: "name" }],
    });
  });

  it.each(["ana@example.com", "(713) 555-0134", "Marisol Vega"])("keeps no search for %j", async (q) => {
    const bodies = [{ search: new URLSearchParams({ q }).toString() }, { query: { q } }];
    for (const body of bodies) {
      await expect(save("sam", { name: "Person", ...body })).rejects.toMatchObject({
        code: "invalid_change",
      });
    }
    expect(await listViews(as("sam"))).toEqual([]);
    // Negative control: an id is not personal data.
    await expect(save("sam", { name: "Number", search: "q=4f2c91ab" })).resolves.toBeDefined();
  });

  it.each([{ search: "colour=red" }, { search: "", columns: "colour" }, {}, { search: "", query: {} }])(
    "refuses %j",
    async (body) => {
      await expect(save("sam", { name: "x", ...body })).rejects.toMatchObject({ code: "invalid_parameter" });
    },
  );

  it("for the team needs the right to share", async () => {
    await expect(save("sam", { name: "x", scope: "team", search: "serial=1" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const view = await save("max", { name: "x", scope: "team", search: "serial=1" });
    expect(await listViews(as("sam"))).toEqual([{ ...view, can_change: false }]);
  });
});

describe("changing a view", () => {
  it("is for its owner, and for an admin where it is the team's", async () => {
    const own = await save("sam", { name: "Mine", search: "serial=1" });
    const team = await save("max", { name: "Ours", scope: "team", search: "serial=2" });
    await expect(change("ada", own.id, { name: "x" })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeView(as("ada"), own.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(change("sam", team.id, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeView(as("sam"), team.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(change("sam", own.id, { scope: "team" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(change("ada", team.id, { scope: "private" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await change("ada", team.id, { name: "All of ours" })).toMatchObject({ name: "All of ours" });
    expect(await change("sam", own.id, { search: "serial=3", name: "Three" })).toMatchObject({
      search: "serial=3",
      name: "Three",
    });
    const entry = (await entries("view.change")).at(-1);
    expect(JSON.stringify(entry?.before_values)).toContain("serial=1");
    expect(JSON.stringify(entry?.after_values)).toContain("serial=3");
  });

  it("moves a view between private and team, and never onto one that asks the same", async () => {
    const one = await save("max", { name: "One", search: "serial=1" });
    const two = await save("max", { name: "Two", search: "serial=2" });
    expect(await change("max", one.id, { scope: "team" })).toMatchObject({ scope: "team" });
    await expect(change("max", two.id, { search: "serial=1" })).rejects.toMatchObject({
      extra: { view_id: one.id },
    });
    expect(await listViews(as("sue"))).toHaveLength(1);
    expect(await change("max", one.id, { scope: "private" })).toMatchObject({ scope: "private" });
    expect(await listViews(as("sue"))).toHaveLength(0);
  });

  it("without a difference leaves no trace", async () => {
    const view = await save("sam", { name: "Mine", search: "serial=1" });
    const before = (await entries("view.change")).length;
    expect(await change("sam", view.id, { name: "Mine", search: "serial=1" })).toEqual(view);
    expect(await entries("view.change")).toHaveLength(before);
  });

  it("as default is everybody's own choice, and goes with the view", async () => {
    const view = await save("max", { name: "Ours", scope: "team", search: "serial=1", is_default: true });
    const own = await save("sam", { name: "Mine", search: "serial=2" });
    expect((await listViews(as("sam"))).filter((each) => each.is_default)).toEqual([]);
    expect(await change("sam", view.id, { is_default: true })).toMatchObject({ is_default: true });
    expect(await change("sam", own.id, { is_default: true })).toMatchObject({ is_default: true });
    expect((await listViews(as("sam"))).filter((each) => each.is_default).map(({ id }) => id)).toEqual([
      own.id,
    ]);
    expect((await listViews(as("max"))).filter((each) => each.is_default).map(({ id }) => id)).toEqual([
      view.id,
    ]);
    await removeView(as("max"), view.id);
    expect(await schema.owner("pd_preference")).toHaveLength(1);
    expect((await entries("view.remove")).at(-1)).toMatchObject({ subject_id: view.id });
    expect(await change("sam", own.id, { is_default: false })).toMatchObject({ is_default: false });
  });

  it("that is gone is not found", async () => {
    for (const id of ["0", "999999", "x", "1; DROP TABLE pd_view", "99999999999999"]) {
      await expect(change("ada", id, { name: "x" })).rejects.toMatchObject({ code: "not_found" });
      await expect(removeView(as("ada"), id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("counting views", () => {
  it("counts each view one sees, garbage and all, and nothing that cannot be had in time", async () => {
    const stored = { pass_uuid: "p-1", status: "USABLE", serial: "s-1" };
    await insertRows(schema.owner, "bytemark_pass", stored);
    const view = await save("sam", { name: "Mine", search: "serial=s-1" });
    await schema.owner("pd_view").insert({ owner_id: 1, owner_key: 0, name: "Old", search: "colour=red&serial=none", search_hash: "x" }); // prettier-ignore
    const counts = await countViews(as("sam"), 10_000);
    expect(counts[view.id]).toEqual({ value: 1, relation: "eq" });
    expect(counts["built_in:active"]).toEqual({ value: 1, relation: "eq" });
    expect(counts["built_in:drift"]).toEqual({ value: 0, relation: "eq" });
    expect(Object.values(counts)).toHaveLength(7);
    expect(new Set(Object.values(await countViews(as("sam"), 0)))).toEqual(new Set([null]));
    await schema.owner("pd_pass").delete();
  });

  it("asks first who is there", async () => {
    const nobody = testContext(schema.web, { actor: null });
    for (const ask of [
      countViews(nobody),
      listViews(nobody),
      saveView(nobody, newViewSchema.parse({ name: "x", search: "" })),
      removeView(nobody, "1"),
    ]) {
      // prettier-ignore
      await expect(ask).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });
});
