import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Tables } from "@/db/tables";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import {
  ask,
  emptyExports,
  exportEntries,
  makeReady,
  exportRow,
  newExportFolder,
} from "@/lib/testing/asked-exports";
import { plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { cancelExport } from "./cancel-export";
import { asked } from "@/lib/testing/asked";
import { EXPORTS_QUERY } from "./exports-query";
import { getExport } from "./get-export";
import { listExports } from "./list-exports";
import { newExportSchema, parseExport } from "./parse-export";
import { refuseTooManyRows } from "./refuse-too-many-rows";
import { repeatExport } from "./repeat-export";
import { resumeExport } from "./resume-export";

vi.stubEnv("EXPORT_DIR", newExportFolder());
const AT = "2026-11-22T12:00:00.000Z";
let schema: TestSchema;
let maya: Context;
let jon: Context;
let admin: Context;
let support: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  const as = async (role: "manager" | "admin" | "support", name: string) => {
    const id = await plantUser(schema.owner, `${name}@example.com`, { role });
    return testContext(schema.web, { at: AT, actor: { ...testActor(role, String(id)), name } });
  };
  [maya, jon, admin, support] = [await as("manager", "Maya"), await as("manager", "Jon"), await as("admin", "Ada"), await as("support", "Sam")]; // prettier-ignore
  await plantPass(schema.owner);
  await plantPass(schema.owner);
});
afterAll(() => schema.drop());
beforeEach(() => emptyExports(schema.owner));

const count = async (table: string) => (await schema.owner<object>(table)).length;
const jobs = () => schema.owner("pd_job").select<Tables["pd_job"][]>("*").orderBy("id");

test("a request leaves the export, its job, one entry, one event and one answer, or nothing of them", async () => {
  const { data, replayed } = await ask(maya, {
    name: "  Unlinked   ones ",
    query: { flag: ["unlinked"], sort: "-id" },
    format: "ndjson",
    columns: ["status", "id"],
    time_zone: "America/Chicago",
  });
  expect(replayed).toBe(false);
  expect(data).toMatchObject({
    name: "Unlinked ones",
    state: "queued",
    owner: { name: "Maya" },
    search: "flag=unlinked",
    columns: ["status", "id"],
    rows_done: 0,
    rows_total: null,
    can_cancel: true,
    can_download: false,
  });
  const [job] = await jobs();
  expect(job).toMatchObject({ kind: "export.run", unique_key: `export-${data.id}`, subject_id: data.id });
  expect((await exportRow(schema.owner, data.id)).job_id).toBe(job?.id);
  const [entry, ...more] = await exportEntries(schema.owner, data.id);
  expect([entry?.action, more.length]).toEqual(["export.request", 0]);
  expect(entry?.data).toMatchObject({ query: "flag=unlinked", format: "ndjson", columns: ["status", "id"] });
  expect([await count("pd_outbox"), await count("pd_operation")]).toEqual([1, 1]);

  await schema.owner.raw(
    "CREATE TRIGGER fail_insert BEFORE INSERT ON pd_audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'full'",
  );
  try {
    await expect(ask(jon)).rejects.toThrow();
  } finally {
    await schema.owner.raw("DROP TRIGGER fail_insert");
  }
  const left = await Promise.all(["pd_export", "pd_job", "pd_outbox", "pd_operation"].map(count));
  expect(left).toEqual([1, 1, 1, 1]);
});

test("the same key is the same export, however often and however much at once it is asked for", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(maya, { name: "Once" }, "key-1")));
  expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect([await count("pd_export"), await count("pd_job")]).toEqual([1, 1]);
  await expect(ask(maya, { name: "Other" }, "key-1")).rejects.toMatchObject({ code: "idempotency_mismatch" });
  // Control: without a key each request is an export of its own.
  await ask(maya, { name: "Once" });
  expect(await count("pd_export")).toBe(2);
});

test("three of a person may be under way, also when they are asked for at once; another person has three more", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => ask(maya)));
  const refused = outcomes
    .filter((each) => each.status === "rejected")
    .map(({ reason }) => reason as unknown);
  expect(refused).toHaveLength(2);
  for (const error of refused) expect(error).toMatchObject({ code: "too_many_requests", retryAfter_s: 15 });
  expect([await count("pd_export"), await count("pd_job")]).toEqual([3, 3]);
  await ask(jon);
  const page = await listExports(maya, asked(EXPORTS_QUERY, "show=mine"));
  await cancelExport(maya, page.data[0]?.id ?? "");
  await ask(maya);
});

test.each<[object, number, string]>([
  [{ search: "q=demo.rider%40example.com" }, 422, "invalid_change"],
  [{ query: { q: "+1 713 555 0147" } }, 422, "invalid_change"],
  [{ query: { q: "Demo Rider" } }, 422, "invalid_change"],
  [{ search: "status=USING", query: {} }, 400, "invalid_parameter"],
  [{ query: { oauth_token: "x" } }, 400, "invalid_parameter"],
  [{ query: { limit: 10 } }, 400, "invalid_parameter"],
  [{ search: "cursor=x" }, 400, "invalid_parameter"],
  [{ columns: ["oauth_token"] }, 400, "invalid_parameter"],
  [{ columns: "id,id" }, 400, "invalid_parameter"],
  [{ time_zone: "Mars" }, 400, "invalid_parameter"],
])("%j is refused and leaves nothing", async (body, status, code) => {
  await expect(ask(maya, { ...body })).rejects.toMatchObject({ status, code });
  expect([await count("pd_export"), await count("pd_operation")]).toEqual([0, 0]);
});

test("more rows than one sheet takes are refused as XLSX and not as CSV", async () => {
  const at = { now: new Date(AT), zone: maya.zone };
  const asked = (format: string) => parseExport(newExportSchema.parse({ format }), at);
  await expect(refuseTooManyRows(schema.web, asked("xlsx"), at, 1)).rejects.toMatchObject({
    code: "invalid_change",
    errors: [{ field: "format", code: "too_many_rows" }],
  });
  await refuseTooManyRows(schema.web, asked("csv"), at, 1);
  await refuseTooManyRows(schema.web, asked("xlsx"), at, 2);
});

describe("who may do what", () => {
  test("support may nothing", async () => {
    const { data } = await ask(maya);
    const list = asked(EXPORTS_QUERY);
    for (const attempt of [
      ask(support),
      listExports(support, list),
      getExport(support, data.id),
      cancelExport(support, data.id),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("everybody who may export sees all, each one's own apart; owner and admin act", async () => {
    const { data } = await ask(maya, { name: "Maya's" });
    await ask(jon, { name: "Jon's" });
    const shown = async (as: Context, search: string) => listExports(as, asked(EXPORTS_QUERY, search));
    const all = await shown(jon, "");
    expect(all.data.map(({ name, can_cancel }) => [name, can_cancel])).toEqual([
      ["Jon's", true],
      ["Maya's", false],
    ]);
    expect(all.counts).toEqual({ all: 2, mine: 1, scheduled: 0, open: 2 });
    expect((await shown(jon, "show=mine")).data.map(({ name }) => name)).toEqual(["Jon's"]);
    expect((await shown(jon, "show=scheduled")).data).toEqual([]);
    await expect(cancelExport(jon, data.id)).rejects.toMatchObject({ code: "forbidden" });
    expect((await exportRow(schema.owner, data.id)).state).toBe("queued");
    expect((await cancelExport(admin, data.id)).state).toBe("cancelled");
    await expect(cancelExport(admin, "999999")).rejects.toMatchObject({ code: "not_found" });
    await expect(getExport(maya, "1 OR 1=1")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("pages of the list join without a gap and belong to their reader", async () => {
  for (let at = 0; at < 7; at++) {
    await ask(at % 2 === 0 ? maya : jon, { name: `E${at}` });
    await schema.owner("pd_export").update({ state: "ready" });
  }
  const read = (as: Context, cursor: string | null) => listExports(as, { show: "all", limit: 3, cursor });
  const first = await read(maya, null);
  const second = await read(maya, first.page.next);
  const third = await read(maya, second.page.next);
  const names = [first, second, third].flatMap(({ data }) => data.map(({ name }) => name));
  expect(names).toEqual(["E6", "E5", "E4", "E3", "E2", "E1", "E0"]);
  expect([first.page.prev, third.page.next]).toEqual([null, null]);
  expect((await read(maya, third.page.prev)).data.map(({ name }) => name)).toEqual(["E3", "E2", "E1"]);
  await expect(read(jon, first.page.next)).rejects.toMatchObject({ code: "invalid_cursor" });
});

describe("cancelling and going on", () => {
  test("a queued one is canceled at once, a running one is asked to stop, a finished one is a conflict", async () => {
    const queued = (await ask(maya)).data.id;
    expect(await cancelExport(maya, queued)).toMatchObject({
      state: "cancelled",
      error: "Cancelled by Maya.",
    });
    const [job] = await jobs();
    expect(job?.cancel_asked_on).not.toBeNull();
    await expect(cancelExport(maya, queued)).rejects.toMatchObject({ code: "conflict" });

    const running = (await ask(maya)).data.id;
    await schema.owner("pd_export").where({ id: running }).update({ state: "running" });
    await schema.owner("pd_job").where({ subject_id: running }).update({ state: "running" });
    const asked = await cancelExport(maya, running);
    expect(asked).toMatchObject({ state: "running", is_cancelling: true, can_cancel: false });
    expect((await exportEntries(schema.owner, running)).map(({ action }) => action)).toEqual([
      "export.request",
      "export.cancel",
    ]);
    // Control: if no job is left to stop, the export itself is ended.
    await schema.owner("pd_job").where({ subject_id: running }).update({ state: "dead" });
    expect((await cancelExport(maya, running)).state).toBe("cancelled");
  });

  test("a failed one resumes with what is written, in a job of its owner; others may not resume it", async () => {
    const { id } = (await ask(maya)).data;
    await expect(resumeExport(maya, id)).rejects.toMatchObject({ code: "conflict" });
    const failed = {
      state: "failed",
      error_message: "The disk is full.",
      rows_done: 500,
      resume_point: '{"rows":500}',
    };
    await schema.owner("pd_export").where({ id }).update(failed);
    await schema.owner("pd_job").where({ subject_id: id }).update({ state: "dead", unique_key: null });
    await expect(resumeExport(jon, id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await resumeExport(admin, id)).toMatchObject({ state: "queued", rows_done: 500, error: null });
    const [, job] = await jobs();
    expect(job).toMatchObject({
      state: "queued",
      actor_id: Number(maya.actor?.id),
      unique_key: `export-${id}`,
    });
    expect(JSON.stringify((await exportRow(schema.owner, id)).resume_point)).toContain("500");
    await expect(resumeExport(maya, id)).rejects.toMatchObject({ code: "conflict" });
  });
});

test("repeating an export makes one of one's own, with the filters as they are written", async () => {
  const search = "time_created%5Bgte%5D=now-7d";
  const { data } = await ask(maya, { name: "Last week", search, columns: ["id"], format: "csv-excel" });
  await makeReady(schema.owner, data.id, "id\r\n");
  const again = await repeatExport(jon, { id: data.id, idempotencyKey: "again" });
  expect(again.data).toMatchObject({
    name: "Last week",
    search: data.search,
    columns: ["id"],
    format: "csv-excel",
  });
  expect([again.data.owner.name, again.data.state]).toEqual(["Jon", "queued"]);
  expect((await repeatExport(jon, { id: data.id, idempotencyKey: "again" })).data.id).toBe(again.data.id);
});
