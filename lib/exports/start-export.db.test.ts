import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Tables } from "@/db/tables";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { stoppedClock } from "@/lib/time/clock";
import type { Context } from "@/lib/context";
import { createSchedule } from "@/lib/jobs/schedules/create-schedule";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { fireSchedules } from "@/lib/jobs/schedules/fire-schedules";
import type { JobRun } from "@/lib/jobs/job-run";
import { plantUser } from "@/lib/testing/accounts";
import {
  ask,
  emptyExports,
  exportEntries,
  makeReady,
  exportRow,
  newExportFolder,
} from "@/lib/testing/asked-exports";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { runJobNow } from "@/lib/testing/test-job-run";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import { checkStartExport } from "./check-start-export";
import { parsePreviewRequest } from "./preview-request";
import { previewExport } from "./preview-export";
import { startExportJob } from "./start-export";
import { sweepExportsJob } from "@/lib/exports/run/sweep-exports";

const folder = newExportFolder();
vi.stubEnv("EXPORT_DIR", folder);
const AT = "2026-11-22T12:00:00.000Z";
let schema: TestSchema;
let maya: Context;
let owner_id: number;

beforeAll(async () => {
  schema = await createTestSchema();
  owner_id = await plantUser(schema.owner, "maya@example.com", { role: "manager" });
  maya = testContext(schema.web, {
    at: AT,
    actor: { ...testActor("manager", String(owner_id)), name: "Maya" },
  });
  await plantPass(schema.owner, {
    product_name: '=HYPERLINK("x")',
    time_used: "2026-11-01 06:30:00.250",
    device_locked: 1,
  });
  await plantPass(schema.owner, { serial: null, allowed_uses: null, product_name: "Năm, vé" });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await emptyExports(schema.owner);
  await schema.owner("pd_view").del();
  await schema.owner("pd_user").where({ id: owner_id }).update({ role: "manager", disabled_on: null });
});

const exportsNow = () => schema.owner("pd_export").select<Tables["pd_export"][]>("*").orderBy("id");
const scheduleNow = async () => (await schema.owner("pd_schedule").select<Tables["pd_schedule"][]>("*"))[0];

async function plantView(search: string): Promise<string> {
  const view = { owner_id, owner_key: owner_id, name: "Mine", search, search_hash: "0".repeat(64) };
  return String((await schema.owner("pd_view").insert(view))[0]);
}

/** A schedule that is due, and the job it fired. */
async function fire(payload: Record<string, unknown>): Promise<{ schedule_id: string; job_id: string }> {
  const { id } = await createSchedule(maya, {
    name: "Weekly",
    kind: "export.start",
    cron: "0 6 * * 1",
    payload,
  });
  await schema.owner("pd_schedule").where({ id }).update({ next_on: "2026-01-01 00:00:00" });
  expect(await fireSchedules(schema.worker, "America/Chicago")).toBe(1);
  const row = await scheduleNow();
  return { schedule_id: id, job_id: row?.last_job_id ?? "" };
}

describe("a schedule of exports", () => {
  test("starts the export of its view as it is by then, as its owner, with its entry", async () => {
    const view_id = await plantView("status=USING");
    const payload = {
      ...(await checkStartExport(maya, { view_id, format: "ndjson", columns: "id,status" })),
    };
    await schema.owner("pd_view").update({ search: "flag=unlinked" });
    const { schedule_id, job_id } = await fire(payload);
    expect((await runJobNow(schema.worker, startExportJob, job_id, { clock: stoppedClock(AT) })).state).toBe(
      "done",
    );
    const [row, ...more] = await exportsNow();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      name: "Weekly",
      owner_id,
      state: "queued",
      search: "flag=unlinked",
      columns_list: "id,status",
      format: "ndjson",
      schedule_id,
    });
    const [entry] = await exportEntries(schema.owner, row?.id ?? "");
    expect(entry).toMatchObject({ action: "export.request", actor_id: String(owner_id) });
    // A job that runs again because its worker died before the end requests no second export.
    await schema.owner("pd_job").where({ id: job_id }).update({ state: "queued" });
    expect((await runJobNow(schema.worker, startExportJob, job_id)).state).toBe("done");
    expect(await exportsNow()).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "its owner may not export any more",
      () => schema.owner("pd_user").where({ id: owner_id }).update({ role: "support" }),
      /may not export/,
    ],
    [
      "its owner was disabled",
      () => schema.owner("pd_user").where({ id: owner_id }).update({ disabled_on: "2026-11-01 00:00:00" }),
      /no account/,
    ],
    ["its view was removed", () => schema.owner("pd_view").del(), /view was removed/],
    [
      "its view asks for what is gone",
      () => schema.owner("pd_view").update({ search: "colour=red" }),
      /no longer known/,
    ],
  ])("is paused with the reason when %s", async (_, change, reason) => {
    const { job_id } = await fire({ view_id: await plantView("status=USING"), format: "csv" });
    await change();
    const job = await runJobNow(schema.worker, startExportJob, job_id);
    expect(job.state).toBe("dead");
    expect(job.error_message).toMatch(reason);
    expect(await scheduleNow()).toMatchObject({ is_enabled: 0, paused_reason: job.error_message });
    expect(await exportsNow()).toEqual([]);
  });

  test("waits while three of its owner's are under way, and is not paused", async () => {
    for (let at = 0; at < 3; at++) await ask(maya);
    const { job_id } = await fire({ search: "", format: "csv" });
    const job = await runJobNow(schema.worker, startExportJob, job_id);
    expect([job.state, job.error_code, (await scheduleNow())?.is_enabled]).toEqual([
      "queued",
      "too_many_requests",
      1,
    ]);
    expect(await exportsNow()).toHaveLength(3);
  });

  test.each([
    [{}, 400],
    [{ view_id: "1", search: "" }, 400],
    [{ view_id: "999" }, 404],
    [{ search: "oauth_token=x" }, 400],
    [{ search: "q=demo.rider%40example.com" }, 422],
    [{ search: "", columns: "oauth_token" }, 400],
    [{ search: "", owner_id: 1 }, 400],
  ])("is not kept with %j", async (payload, status) => {
    await expect(checkStartExport(maya, payload)).rejects.toMatchObject({ status });
  });
});

test("the sweep deletes expired and leftover files, and nothing that is still needed", async () => {
  const states = ["ready", "ready", "failed", "failed", "running", "cancelled"];
  const ids: string[] = [];
  for (const state of states) {
    const { id } = (await ask(maya)).data;
    ids.push(id);
    await makeReady(schema.owner, id, "id\r\n");
    await schema.owner("pd_export").where({ id }).update({ state });
  }
  const [over = "", fresh = "", oldFailed = "", newFailed = "", running = "", cancelled = ""] = ids;
  const set = (id: string, values: object) => schema.owner("pd_export").where({ id }).update(values);
  await set(over, { expires_on: "2026-11-22 11:59:59" });
  await set(oldFailed, { finished_on: "2026-11-10 00:00:00" });
  const old = new Date("2026-11-20T00:00:00Z");
  for (const name of [
    `${fresh}.x.part`,
    `${newFailed}.x.part`,
    `${running}.x.part`,
    "999999.x.ids",
    "notes.txt",
  ]) {
    await writeFile(join(folder, name), "x");
    await utimes(join(folder, name), old, old);
  }
  await utimes(join(folder, `${cancelled}.csv`), old, old);
  const sweep = async () => {
    const job = { kind: "export.sweep", payload: {} } as const;
    const id = await withTransaction(schema.worker, (trx) =>
      enqueueJob(trx, { actor: null }, { ...job, system_actor: "PassDesk" }),
    );
    return runJobNow(schema.worker, sweepExportsJob, id ?? "", { clock: stoppedClock(AT) });
  };
  expect((await sweep()).state).toBe("done");
  const kept = [
    `${fresh}.csv`,
    `${newFailed}.csv`,
    `${newFailed}.x.part`,
    `${running}.csv`,
    `${running}.x.part`,
    "notes.txt",
  ];
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
  const now = Object.fromEntries((await exportsNow()).map(({ id, state }) => [id, state]));
  expect(ids.map((id) => now[id])).toEqual(["expired", "ready", "expired", "failed", "running", "cancelled"]);
  expect((await exportEntries(schema.owner, over)).at(-1)).toMatchObject({
    action: "export.remove",
    actor_name: "PassDesk",
    data: { outcome: "expired", was: "ready" },
  });
  const entries = (await exportEntries(schema.owner, over)).length;
  await sweep();
  expect(await exportEntries(schema.owner, over)).toHaveLength(entries);
  expect((await exportRow(schema.owner, fresh)).state).toBe("ready");
});

test("the sweep leaves the files of a failed export that somebody resumes at that moment", async () => {
  const { id } = (await ask(maya)).data;
  await makeReady(schema.owner, id, "id\r\n");
  const set = (values: object) => schema.owner("pd_export").where({ id }).update(values);
  await set({ state: "failed", finished_on: "2026-11-10 00:00:00" });
  const run: JobRun = {
    id: "1",
    attempt: 1,
    signal: new AbortController().signal,
    report: () => undefined,
    transact: async (story) => {
      await set({ state: "queued" });
      return withTransaction(schema.worker, story);
    },
    finish: () => Promise.reject(new Error("a sweep has nothing to finish")),
  };
  await sweepExportsJob.run(testContext(schema.worker, { actor: null, clock: stoppedClock(AT) }), run, {});
  expect(await readdir(folder)).toContain(`${id}.csv`);
});

describe("the preview", () => {
  const at = { now: new Date(AT), zone: "America/Chicago" };
  const preview = (text: string) => previewExport(maya, parsePreviewRequest(new URLSearchParams(text), at));
  const streamed = async (text: string) => {
    const { stream } = await exportPasses(maya, parseExportRequest(new URLSearchParams(text), at));
    return Buffer.from(await new Response(stream).arrayBuffer()).toString();
  };

  test.each(["", "time_zone=America/Chicago&sort=id", "columns=product_name,time_used,device_locked"])(
    "has the cells of the file, %j",
    async (text) => {
      const [, ...records] = readCsv(await streamed(text));
      const { rows, total, count_state } = await preview(text);
      expect(rows.map((row) => row.map((cell) => cell ?? ""))).toEqual(records);
      expect([total, count_state]).toEqual([{ value: 2, relation: "eq" }, "counted"]);
      const lines = (await streamed(`${text}&format=ndjson`)).trim().split("\n");
      const json = await preview(`${text}&format=ndjson&count=none`);
      const told = json.rows.map(
        (row) => `{${row.map((cell, n) => `"${json.columns[n]}":${cell}`).join(",")}}`,
      );
      expect(told).toEqual(lines);
      expect([json.total, json.count_state]).toEqual([null, "not_asked"]);
    },
  );

  test("is for whoever may export, of what may be exported", async () => {
    const support = { ...maya, actor: testActor("support") };
    const request = parsePreviewRequest(new URLSearchParams(), at);
    await expect(previewExport(support, request)).rejects.toMatchObject({ code: "forbidden" });
    for (const text of [
      "columns=oauth_token",
      "format=pdf",
      "count=bounded",
      "cursor=x",
      "q=a%40example.com",
    ]) {
      expect(() => parsePreviewRequest(new URLSearchParams(text), at)).toThrow();
    }
  });
});
