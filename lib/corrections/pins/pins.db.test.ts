import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { stoppedClock } from "@/lib/time/clock";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { auditRows, correct, countPassDeskRows, plantPass, REASON } from "@/lib/testing/test-correction";
import { pinRows, undo } from "@/lib/testing/undo";
import { getPass } from "@/lib/passes/get-pass";
import { getPassTimeline } from "@/lib/timeline/get-pass-timeline";
import { heldFields } from "@/lib/passes/held-fields";
import { listPasses } from "@/lib/passes/list/list-passes";
import { listPassPins } from "./list-pass-pins";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { replacedPins } from "./pin-changes";
import { pinFields } from "./pin-fields";
import { releasePin } from "./release-pin";

const AT = "2026-11-22T12:00:00Z";
const UNTIL = "2026-11-30T18:00:00.000Z";
let schema: TestSchema;
let ctx: Context;
let passId: string;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: AT });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  passId = await plantPass(schema.owner);
});

const at = (iso: string): Context => ({ ...ctx, clock: stoppedClock(iso) });
const pin = (body: Record<string, unknown>, desk = ctx, key: string | null = null) =>
  pinFields(desk, {
    passId,
    body: { fields: ["expiration"], until: null, reason: REASON, ...body },
    idempotencyKey: key,
  });
const release = (field: string, desk = ctx, body: unknown = undefined) =>
  releasePin(desk, { passId, field, body });

async function refused(act: () => Promise<unknown>, code: string) {
  const before = [await pinRows(schema.owner, passId), await countPassDeskRows(schema.owner)];
  await expect(act()).rejects.toMatchObject({ code });
  expect([await pinRows(schema.owner, passId), await countPassDeskRows(schema.owner)]).toEqual(before);
}

test("a pin shows who set it, since when, until when and why, and leaves one entry and one event", async () => {
  const before = await countPassDeskRows(schema.owner);
  const { pins } = await pin({ fields: ["uses_count", "expiration", "expiration"], until: UNTIL });
  const [entry] = await auditRows(schema.owner, passId);
  const reason = { code: REASON.code, note: REASON.note, case_ref: REASON.case_ref };
  const by = { id: "1", name: "Test admin" };
  const told = { until: UNTIL, by, reason, audit_id: entry?.id };
  expect(pins).toMatchObject([
    { field: "expiration", ...told },
    { field: "uses_count", ...told },
  ]);
  expect(await listPassPins({ ...ctx, actor: testActor("support") }, passId)).toEqual(pins);
  expect((await getPass(ctx, passId)).pass.pinned).toEqual(["expiration", "uses_count"]);
  expect(entry).toMatchObject({
    action: "pass.pin",
    data: { fields: ["expiration", "uses_count"], until: UNTIL },
  });
  expect(await countPassDeskRows(schema.owner)).toEqual({
    pd_audit: before.pd_audit + 1,
    pd_outbox: before.pd_outbox + 1,
    pd_operation: before.pd_operation + 1,
    pd_pass_pin: before.pd_pass_pin + 2,
  });
});

test("a pin that has ended counts nowhere, and its end is shown", async () => {
  await pin({ until: UNTIL });
  const later = at("2026-12-01T00:00:00Z");
  const listed = async (desk: Context) => {
    const query = parsePassQuery(new URLSearchParams("flag=pinned"), {
      now: desk.clock.now(),
      zone: desk.zone,
    });
    return (await listPasses(desk, query)).data.some(({ id }) => id === passId);
  };
  expect(await listed(ctx)).toBe(true);
  expect(await listed(later)).toBe(false);
  expect(await listPassPins(later, passId)).toEqual([]);
  expect((await getPass(later, passId)).pass.pinned).toEqual([]);
  expect((await heldFields(schema.web, [Number(passId)], later.clock.now())).size).toBe(0);
  const { entries } = await getPassTimeline(later, passId);
  expect(entries.filter(({ kind }) => kind === "pin_ended")).toMatchObject([
    { at: UNTIL, fields: ["expiration"] },
  ]);
  expect((await getPassTimeline(ctx, passId)).entries.some(({ kind }) => kind === "pin_ended")).toBe(false);
});

test("pinned fields are read in one place, for many passes at once", async () => {
  const first = Number(passId);
  await correct(ctx, passId, { uses_count: 2, allowed_uses: 5 }, { body: { pin_until: null } });
  passId = await plantPass(schema.owner);
  await pin({ until: UNTIL });
  const third = Number(await plantPass(schema.owner));
  const held = await heldFields(schema.web, [first, Number(passId), third], ctx.clock.now());
  expect([...held]).toEqual([
    [first, ["allowed_uses", "uses_count"]],
    [Number(passId), ["expiration"]],
  ]);
  expect(await heldFields(schema.web, [], ctx.clock.now())).toEqual(new Map());
});

test("a release removes one pin and records whose it was; a field that is not pinned is not found", async () => {
  await pin({ fields: ["expiration", "uses_count"] });
  expect(await release("expiration")).toMatchObject([{ field: "uses_count" }]);
  const [set, entry] = await auditRows(schema.owner, passId);
  expect(entry).toMatchObject({
    action: "pass.unpin",
    reason_code: null,
    data: { fields: ["expiration"], until: null, set_by: set?.id },
  });
  await release("uses_count", ctx, { reason: REASON });
  expect((await auditRows(schema.owner, passId)).at(-1)).toMatchObject({ reason_note: REASON.note });
  await refused(() => release("uses_count"), "not_found");
  await refused(() => release("oauth_token"), "not_found");
});

test("the timeline shows pins, releases, corrections and undos, linked to each other", async () => {
  const made = await correct(ctx, passId, { uses_count: 2 }, { body: { pin_until: UNTIL } });
  await release("uses_count");
  await pin({ until: UNTIL });
  const undone = await undo(ctx, made.correction.id);
  const { entries } = await getPassTimeline(at("2026-12-05T00:00:00Z"), passId);
  const told = entries.filter(({ kind }) => /corrected|undone|pin/.test(kind));
  expect(told).toMatchObject([
    { kind: "pin_ended", at: UNTIL, fields: ["expiration"] },
    { kind: "undone", undoes: made.correction.id, undone_by: null },
    { kind: "pinned", fields: ["expiration"], until: UNTIL },
    { kind: "unpinned", fields: ["uses_count"] },
    { kind: "corrected", undone_by: undone.correction.id, bulk_id: null },
  ]);
});

test("the same key answers the same and does nothing twice", async () => {
  const first = await pin({}, ctx, "k");
  const counts = await countPassDeskRows(schema.owner);
  expect(await pin({}, ctx, "k")).toEqual({ ...first, replayed: true });
  expect(await countPassDeskRows(schema.owner)).toEqual(counts);
  await refused(() => pin({ until: UNTIL }, ctx, "k"), "idempotency_mismatch");
});

test.each([
  ["a time that has passed", { until: AT }, "invalid_change"],
  ["no time at all", { until: undefined }, "invalid_change"],
  ["no field", { fields: [] }, "invalid_change"],
  ["a field nobody corrects", { fields: ["drift"] }, "invalid_change"],
  ["no reason", { reason: undefined }, "invalid_change"],
  ["a member that is not known", { forever: true }, "invalid_body"],
])("a pin with %s is refused", async (_case, body, code) => refused(() => pin(body), code));

test("an identical pin is refused as no change; another end is a change", async () => {
  await pin({ until: UNTIL });
  await refused(() => pin({ until: UNTIL }), "no_change");
  expect((await pin({})).pins).toMatchObject([{ field: "expiration", until: null }]);
});

test.each(["support", "manager"] as const)("a %s reads pins and sets and releases none", async (role) => {
  await pin({});
  const desk = { ...ctx, actor: testActor(role) };
  expect(await listPassPins(desk, passId)).toHaveLength(1);
  await refused(() => pin({ fields: ["uses_count"] }, desk), "forbidden");
  await refused(() => release("expiration", desk), "forbidden");
  await refused(() => release("expiration", { ...ctx, actor: null }), "unauthenticated");
});

test("an unknown pass is not found", async () => {
  passId = "999999";
  await refused(() => pin({}), "not_found");
  await refused(() => release("expiration"), "not_found");
  await refused(() => listPassPins(ctx, "x"), "not_found");
});

test("a pin that has ended is in force nowhere: not on the pass, not in the list, not as the pin a new one replaced", async () => {
  await pin({ until: UNTIL });
  for (const [iso, pinned] of [["2026-11-30T17:59:59Z", ["expiration"]], ["2026-11-30T18:00:00Z", []]] as const) {
    expect((await getPass(at(iso), passId)).pass.pinned).toEqual(pinned);
    expect((await listPassPins(at(iso), passId)).map(({ field }) => field)).toEqual(pinned);
  }
  const states = [{ field: "expiration", until_time: "2026-11-30 18:00:00.000", audit_id: "5" }];
  const anew = { fields: ["expiration"], until: null } as const;
  const before = (iso: string) => replacedPins(states, anew, new Date(iso))[0]?.before;
  expect(before("2026-11-30T17:59:59Z")).toEqual({ until: UNTIL, audit_id: "5" });
  expect(before("2026-11-30T18:00:00Z")).toBeNull();
}); // prettier-ignore
