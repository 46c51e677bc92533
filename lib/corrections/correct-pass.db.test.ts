import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import {
  auditRows,
  correct,
  countPassDeskRows,
  etagOf,
  passRow,
  plantPass,
  REASON,
} from "@/lib/testing/test-correction";

let schema: TestSchema;
let ctx: Context;
let passId: string;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: "2026-11-22T12:00:00Z" });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  passId = await plantPass(schema.owner);
});

const storedRow = () => passRow(schema.owner, passId);

/** Runs `act`; expects a refusal with `code` and that nothing was written. */
async function refused(act: () => Promise<unknown>, code: string): Promise<Record<string, unknown>> {
  const before = [await storedRow(), await countPassDeskRows(schema.owner)];
  const error: unknown = await act().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code });
  expect([await storedRow(), await countPassDeskRows(schema.owner)]).toEqual(before);
  return error as Record<string, unknown>;
}

describe("a correction", () => {
  test("changes the row and leaves one audit entry, one event and one answer", async () => {
    const before = await countPassDeskRows(schema.owner);
    const answer = await correct(ctx, passId, { expiration: "2027-12-01T10:00:00Z", uses_count: 2 });
    expect(answer.data).toMatchObject({ id: passId, expiration: "2027-12-01T10:00:00.000Z", uses_count: 2 });
    expect(answer.correction.changes).toEqual([
      { field: "expiration", before: "2027-11-01T10:00:00.000Z", after: "2027-12-01T10:00:00.000Z" },
      { field: "uses_count", before: 0, after: 2 },
    ]);
    expect(answer.etag).toBe(await etagOf(ctx, passId));
    expect(await countPassDeskRows(schema.owner)).toEqual({
      pd_audit: before.pd_audit + 1,
      pd_outbox: before.pd_outbox + 1,
      pd_operation: before.pd_operation + 1,
      pd_pass_pin: before.pd_pass_pin,
    });
  });

  test("is signed: actor, reason, request, and only the changed fields", async () => {
    const answer = await correct(ctx, passId, { user_id: "7" });
    const [entry] = await auditRows(schema.owner, passId);
    expect(entry).toMatchObject({
      id: answer.correction.id,
      action: "pass.correct",
      actor_id: "1",
      actor_name: "Test admin",
      actor_role: "admin",
      subject_type: "pass",
      subject_id: passId,
      before_values: { user_id: null, resolved_by: null },
      after_values: { user_id: "7", resolved_by: "person" },
      reason_code: REASON.code,
      reason_note: REASON.note,
      case_ref: REASON.case_ref,
      request_id: ctx.requestId,
    });
    expect(answer.data.rider).toEqual({ display_name: "Demo Rider", email_masked: "de•••@example.com" });
    const events = await schema
      .owner("pd_outbox")
      .select<{ data: unknown }[]>("data")
      .where({ subject_id: passId });
    expect(events.map((event) => event.data)).toEqual([
      { fields: ["user_id"], audit_id: answer.correction.id },
    ]);
  });

  test("pins what it changed when asked to, and can pin it again", async () => {
    const until = "2026-12-01T00:00:00.000Z";
    const first = await correct(ctx, passId, { uses_count: 1 }, { body: { pin_until: until } });
    expect(first.data.pinned).toEqual(["uses_count"]);
    expect(first.correction.pinned).toEqual({ fields: ["uses_count"], until });
    await correct(ctx, passId, { uses_count: 2 }, { body: { pin_until: null } });
    const pins = await schema.owner("pd_pass_pin").where("pass_id", passId);
    expect(pins).toMatchObject([{ field: "uses_count", until_time: null }]);
  });

  test("warns of what is unusual and saves it all the same", async () => {
    const answer = await correct(ctx, passId, { expiration: "2026-11-01T00:00:00Z" });
    expect(answer.correction.warnings).toMatchObject([{ field: "expiration", code: "ends_now" }]);
    expect(answer.data.status).toBe("EXPIRED");
  });

  test("a dry run answers the same and writes nothing", async () => {
    const before = [await storedRow(), await countPassDeskRows(schema.owner)];
    const body = { dry_run: true, reason: undefined, pin_until: null };
    const answer = await correct(ctx, passId, { user_id: "7", status: "USES_GONE" }, { body });
    expect(answer.correction).toMatchObject({ id: null, dry_run: true });
    expect(answer.data).toMatchObject({
      status: "USES_GONE",
      user_id: "7",
      resolved_by: "person",
      rider: { display_name: "Demo Rider" },
      pinned: ["status", "user_id"],
    });
    expect(answer.etag).toBe(await etagOf(ctx, passId));
    expect([await storedRow(), await countPassDeskRows(schema.owner)]).toEqual(before);
  });
});

describe("a repeated request", () => {
  test("with the same key gives the first answer and no second change", async () => {
    const ifMatch = await etagOf(ctx, passId);
    const first = await correct(ctx, passId, { uses_count: 1 }, { ifMatch, key: "k1" });
    await schema.owner("pd_pass").where("id", passId).update({ product_name: "Moved on" });
    const before = await countPassDeskRows(schema.owner);
    const again = await correct(ctx, passId, { uses_count: 1 }, { ifMatch, key: "k1" });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await countPassDeskRows(schema.owner)).toEqual(before);
  });

  test("twenty at once with one key change once, and all get the same answer", async () => {
    const ifMatch = await etagOf(ctx, passId);
    const before = await countPassDeskRows(schema.owner);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => correct(ctx, passId, { uses_count: 1 }, { ifMatch, key: "many" })),
    );
    expect(new Set(answers.map((answer) => answer.correction.id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect((await countPassDeskRows(schema.owner)).pd_audit).toBe(before.pd_audit + 1);
  });

  test("with the same key and other content is refused; another person's key is another key", async () => {
    const ifMatch = await etagOf(ctx, passId);
    await correct(ctx, passId, { uses_count: 1 }, { ifMatch, key: "k2" });
    await refused(
      () => correct(ctx, passId, { uses_count: 2 }, { ifMatch, key: "k2" }),
      "idempotency_mismatch",
    );
    const other = { ...ctx, actor: testActor("admin", "2") };
    await refused(() => correct(other, passId, { uses_count: 1 }, { ifMatch, key: "k2" }), "stale");
  });
});

describe("a version that is not the present one", () => {
  test("is refused whoever made the change, naming exactly what differs", async () => {
    const ifMatch = await etagOf(ctx, passId);
    await schema.owner.raw("UPDATE pd_pass SET product_name = 'By hand', drift = 'lagging' WHERE id = ?", [
      passId,
    ]);
    const error = await refused(() => correct(ctx, passId, { uses_count: 1 }, { ifMatch }), "stale");
    expect(error["extra"]).toMatchObject({
      current: { id: passId, product_name: "By hand" },
      etag: await etagOf(ctx, passId),
      differing: [
        { field: "product_name", current: "By hand" },
        { field: "drift", current: "lagging" },
      ],
      changed_by: null,
    });
  });

  test("says whose correction it was", async () => {
    const ifMatch = await etagOf(ctx, passId);
    const other = { ...ctx, actor: { ...testActor("admin", "2"), name: "Other Admin" } };
    await correct(other, passId, { uses_count: 3 });
    const error = await refused(() => correct(ctx, passId, { uses_count: 1 }, { ifMatch }), "stale");
    expect(error["extra"]).toMatchObject({
      differing: [{ field: "uses_count", current: 3 }],
      changed_by: { name: "Other Admin", reason: { code: "wrong_time" } },
    });
  });

  test("is still the present one after a sync that found nothing new", async () => {
    const ifMatch = await etagOf(ctx, passId);
    await schema.worker("pd_pass").where("id", passId).update({ synced_on: "2026-11-22 11:59:00" });
    expect((await correct(ctx, passId, { uses_count: 1 }, { ifMatch })).data.uses_count).toBe(1);
  });

  test("made weak by a proxy that compresses still names the version", async () => {
    const ifMatch = `W/${await etagOf(ctx, passId)}`;
    expect((await correct(ctx, passId, { uses_count: 1 }, { ifMatch })).data.uses_count).toBe(1);
    await refused(() => correct(ctx, passId, { uses_count: 2 }, { ifMatch }), "stale");
  });

  test("none given is 428, `*` names none, a list and unquoted ones are 400, a stranger's is 412", async () => {
    const at = (ifMatch: string | null) => () => correct(ctx, passId, { uses_count: 1 }, { ifMatch });
    for (const missing of [null, "", "*"]) await refused(at(missing), "precondition_required");
    const etag = await etagOf(ctx, passId);
    for (const bad of [etag.slice(1), `${etag}, "b"`, `W/${etag.slice(1)}`, `W/W/${etag}`])
      await refused(at(bad), "invalid_parameter");
    for (const strange of ['"mine"', 'W/"mine"']) await refused(at(strange), "stale");
    const error = await refused(at('"mine"'), "stale");
    expect(error["extra"]).toMatchObject({ differing: { length: CORRECTABLE_FIELDS.length } });
  });
});

describe("what must not be saved", () => {
  test.each([
    [{ status: "LOST" }, "status"],
    [{ user_id: 7 }, "user_id"],
    [{ user_id: "8" }, "user_id"],
    [{ user_id: "99999999999" }, "user_id"],
    [{ uses_count: 11 }, "uses_count"],
    [{ uses_count: 1.5 }, "uses_count"],
    [{ uses_count: -1 }, "uses_count"],
    [{ allowed_uses: 1001 }, "allowed_uses"],
    [{ expiration: "tomorrow" }, "expiration"],
    [{ expiration: "2026-13-01T00:00:00Z" }, "expiration"],
    [{ expiration: "2026-12-01 00:00:00" }, "expiration"],
    [{ time_used: "2026-11-22T10:00:00.500Z" }, "time_used"],
    [{ time_used: "2027-11-01T10:00:00Z" }, "time_used"],
    [{ product_name: "" }, "product_name"],
    [{ product_name: "a\u0000b" }, "product_name"],
    [{ product_name: "x".repeat(256) }, "product_name"],
    [{ order_uuid: "ä" }, "order_uuid"],
    [{ product_uuid: "x".repeat(129) }, "product_uuid"],
  ])("%j is 422 naming the field", async (changes, field) => {
    const error = await refused(() => correct(ctx, passId, changes), "invalid_change");
    expect(error["errors"]).toMatchObject([{ field }]);
  });

  test.each([
    [{ code: "because", note: "long enough" }, "reason.code"],
    [{ code: "other", note: " x " }, "reason.note"],
    [{ code: "other", note: "x".repeat(501) }, "reason.note"],
    [{ code: "other", note: "long enough", case_ref: "no spaces" }, "reason.case_ref"],
    [undefined, "reason"],
  ])("reason %j is 422", async (reason, field) => {
    const error = await refused(
      () => correct(ctx, passId, { uses_count: 1 }, { body: { reason } }),
      "invalid_change",
    );
    expect(error["errors"]).toMatchObject([{ field }]);
  });

  test("a change of status needs a case, a pin must end in the future, an equal value is no change", async () => {
    const reason = { code: "other", note: "long enough" };
    const noCase = () => correct(ctx, passId, { status: "EXPIRED" }, { body: { reason } });
    expect((await refused(noCase, "invalid_change"))["errors"]).toMatchObject([{ field: "reason.case_ref" }]);
    const past = { pin_until: "2026-11-22T11:59:59Z" };
    await refused(() => correct(ctx, passId, { uses_count: 1 }, { body: past }), "invalid_change");
    await refused(() => correct(ctx, passId, { uses_count: 0 }), "no_change");
    await refused(() => correct(ctx, passId, {}), "no_change");
  });

  test.each(["oauth_token", "id", "provider_status", "settled_status", "__proto__", "constructor"])(
    "%s is no field of a correction: 400",
    async (field) => {
      const changes = JSON.parse(`{"${field}":"x"}`) as Record<string, unknown>;
      await refused(() => correct(ctx, passId, changes), "invalid_body");
    },
  );

  test("an odd row can still be mended in another field", async () => {
    await schema
      .owner("bytemark_pass")
      .where("id", passId)
      .update({ uses_count: 50, time_used: "2030-01-01" });
    expect((await correct(ctx, passId, { product_name: "Mended" })).data.product_name).toBe("Mended");
  });

  test("an unknown pass is 404, however it is spelled", async () => {
    for (const id of ["999999", "0", "-1", "1e3", "x", "99999999999"]) {
      await refused(() => correct(ctx, id, { uses_count: 1 }, { ifMatch: '"x"' }), "not_found");
    }
  });

  test("nobody but an admin: 403, and 401 without a person", async () => {
    const ifMatch = await etagOf(ctx, passId);
    for (const role of ["support", "manager"] as const) {
      const asRole = { ...ctx, actor: testActor(role) };
      await refused(() => correct(asRole, passId, { uses_count: 1 }, { ifMatch }), "forbidden");
    }
    await refused(() => correct({ ...ctx, actor: null }, passId, {}, { ifMatch }), "unauthenticated");
  });
});
