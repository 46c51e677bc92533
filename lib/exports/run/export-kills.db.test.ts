import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import readXlsxFile from "read-excel-file/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/connection";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { drawn } from "@/db/testing/seed";
import type { Transaction } from "@/db/transaction";
import { authorize } from "@/lib/auth/authorize";
import { stoppedClock } from "@/lib/time/clock";
import { JobStop } from "@/lib/jobs/job-run";
import { plantUser } from "@/lib/testing/accounts";
import { exportedFile, exportRow, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { until } from "@/lib/testing/job-ledger";
import { openTestRun, runJobNow } from "@/lib/testing/test-job-run";
import { testActor, testContext } from "@/lib/testing/test-context";
import { diskFault, PartFile } from "@/lib/exports/file/part-file";
import { EXPORT_TOOLS } from "@/lib/exports/file/point-writer";
import type { ResumePoint } from "@/lib/exports/file/resume-point";
import { resumeExport } from "@/lib/exports/resume-export";
import { finishExport } from "./finish-export";
import { exportJob, exportJobWith, runExport } from "./run-export";
import type { FileFormat } from "@/lib/exports/export";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const PASSES = 60_000;
const LEASE_S = 2;
/* Saves the resume point after every batch or two. */
const OFTEN = { ...EXPORT_TOOLS, save_ms: 1 };
let schema: TestSchema;
let manager: number;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  schema = await createTestSchema();
  manager = await plantUser(schema.owner, "manager@example.com", { role: "manager" });
  await plantPassRange(schema.owner, 1, PASSES);
  // A status that changes with time would make two runs differ.
  await schema.owner.raw("UPDATE pd_pass SET expiration = NULL");
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

/* `until_row`: the row at which the worker waits to be killed, so that it is still at work whenever the kill comes. */
function startWorker(pause_ms: number, until_row = Infinity): ChildProcess {
  const args = [schema.url.worker, LEASE_S, pause_ms, until_row].map(String);
  const child = fork(resolve(import.meta.dirname, "../../testing/export-child.ts"), args, {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: { ...process.env, EXPORT_DIR: folder },
    stdio: "inherit",
  });
  children.add(child);
  return child;
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
  children.delete(child);
  return child.exitCode;
}

const has = (
  id: string,
  isSo: (row: Awaited<ReturnType<typeof exportRow>>) => boolean,
  db: Database = schema.owner,
) => until(async () => isSo(await exportRow(db, id)));
const filesOf = (id: string) => readdirSync(folder).filter((name) => name.startsWith(`${id}.`));

async function undisturbed(format: FileFormat, search = "sort=id"): Promise<Buffer> {
  const { id, job_id } = await plantExport(schema.worker, manager, { format, search });
  const job = await runJobNow(schema.worker, exportJob, job_id);
  expect(job.state).toBe("done");
  return exportedFile(folder, id, format === "xlsx" ? "xlsx" : "csv");
}

describe("a worker that is killed at any moment", () => {
  test.each([
    ["csv", "sort=id"],
    ["csv", "sort=-time_created"],
  ] as const)("leaves a %s of %j that another goes on with, byte for byte", async (format, search) => {
    const whole = await undisturbed(format, search);
    const { id } = await plantExport(schema.worker, manager, { format, search });
    const lot = drawn(`export kills ${search}`);
    for (const rows of [1, 12_000, 24_000, 36_000]) {
      const child = startWorker(40, PASSES);
      expect(await has(id, (row) => Number(row.rows_done) >= rows)).toBe(true);
      await wait(lot() * 60);
      await end(child, "SIGKILL");
      expect((await exportRow(schema.owner, id)).state).toBe("running");
      // The final name must not appear before the file is whole.
      expect(filesOf(id)).not.toContain(`${id}.csv`);
    }
    const child = startWorker(0);
    expect(await has(id, (row) => row.state === "ready")).toBe(true);
    await end(child, "SIGTERM");
    expect(exportedFile(folder, id).equals(whole)).toBe(true);
    expect(filesOf(id)).toEqual([`${id}.csv`]);
    const finished = await schema.owner("pd_audit").where({ action: "export.finish", subject_id: id });
    expect(finished).toHaveLength(1);
  });

  test("resumes after what was saved: written rows are not read again", async () => {
    const { id, job_id } = await plantExport(schema.worker, manager, { search: "sort=id" });
    const run = await openTestRun(schema.worker, job_id, LEASE_S);
    const ctx = testContext(schema.worker, { actor: null });
    const { signal } = run.run;
    // Writes no more than this before it is stopped, however slow the test is.
    const createPart = async (path: string) => {
      const part = await PartFile.create(path);
      const append = part.append.bind(part);
      part.append = async (chunk) => {
        await append(chunk);
        const isFar = Number((await exportRow(schema.owner, id)).rows_done) >= 16_000;
        if (isFar && !signal.aborted) await once(signal, "abort");
      };
      return part;
    };
    const stopped = runExport({ ...ctx, signal }, run.run, id, { ...OFTEN, createPart }).catch(
      (error: unknown) => error,
    );
    await has(id, (row) => Number(row.rows_done) >= 16_000);
    run.stop("stopping");
    expect(await stopped).toBeInstanceOf(JobStop);
    run.close();
    const { rows_done } = await exportRow(schema.owner, id);
    expect(Number(rows_done)).toBeLessThan(PASSES);
    // Rows after the resume point change; rows before it have been read already.
    await schema.owner.raw("UPDATE pd_pass SET product_name = 'Changed'");
    await runJobNow(schema.worker, exportJob, job_id);
    const lines = exportedFile(folder, id).toString().split(",Changed,").length - 1;
    expect(lines).toBe(PASSES - Number(rows_done));
  });
});

test("a worker that is told to stop stops at once, and another one continues", async () => {
  const SHEET = { search: "sort=id", columns: ["id", "status", "time_created"] };
  const { id } = await plantExport(schema.worker, manager, { ...SHEET, format: "xlsx" });
  const child = startWorker(150, PASSES);
  await has(id, (row) => Number(row.rows_done) > 0);
  expect(await end(child, "SIGTERM")).toBe(0);
  // It stopped when told to, not at the end of its file.
  expect((await exportRow(schema.owner, id)).state).toBe("running");
  startWorker(0);
  expect(await has(id, (row) => row.state === "ready")).toBe(true);
  const again = await plantExport(schema.worker, manager, { ...SHEET, format: "xlsx" });
  expect(await has(again.id, (row) => row.state === "ready")).toBe(true);
  const rowsOf = async (file: Buffer) => (await readXlsxFile(file))[0]?.data;
  const [rows, whole] = [
    await rowsOf(exportedFile(folder, id, "xlsx")),
    await rowsOf(exportedFile(folder, again.id, "xlsx")),
  ];
  expect(rows).toHaveLength(PASSES + 1);
  expect(rows).toEqual(whole);
});

test("a worker that lost its lease and wakes again writes into a file that nobody reads", async () => {
  const whole = await undisturbed("csv");
  const { id } = await plantExport(schema.worker, manager, { search: "sort=id" });
  const zombie = startWorker(50);
  await has(id, (row) => Number(row.rows_done) >= 8_000);
  zombie.kill("SIGSTOP");
  await wait(LEASE_S * 1000 + 200);
  const heir = startWorker(50);
  await has(id, (row) => Number(row.rows_done) >= 32_000);
  zombie.kill("SIGCONT");
  expect(await has(id, (row) => row.state === "ready")).toBe(true);
  await wait(300);
  await Promise.all([end(heir, "SIGTERM"), end(zombie, "SIGTERM")]);
  expect(exportedFile(folder, id).equals(whole)).toBe(true);
  expect(filesOf(id)).toEqual([`${id}.csv`]);
});

test("control: two writers in one file spoil it, which is why a file that was left open is copied", async () => {
  const path = join(folder, "control.part");
  const [sleeper, heir] = [await PartFile.create(path), await PartFile.create(path)];
  await heir.append(Buffer.from("what the heir wrote"));
  await sleeper.append(Buffer.from("late"));
  await Promise.all([sleeper.close(), heir.close()]);
  expect(readFileSync(path, "utf8")).toBe("late the heir wrote");
});

test("a crash between the file's name and the commit is met by the next attempt", async () => {
  const whole = await undisturbed("csv");
  const { id, job_id } = await plantExport(schema.worker, manager, { search: "sort=id" });
  const open = await openTestRun(schema.worker, job_id, LEASE_S);
  const crashing = {
    ...open.run,
    finish: (story: (trx: Transaction) => Promise<unknown>) =>
      open.run.finish(async (trx) => {
        await story(trx);
        expect(filesOf(id)).toContain(`${id}.csv`);
        throw new Error("power cut");
      }),
  };
  const ctx = { ...testContext(schema.worker, { actor: null }), signal: open.run.signal };
  await expect(runExport(ctx, crashing, id, OFTEN)).rejects.toThrow("power cut");
  open.close();
  expect(await exportRow(schema.owner, id)).toMatchObject({ state: "running", bytes: null });
  await runJobNow(schema.worker, exportJob, job_id);
  expect(await exportRow(schema.owner, id)).toMatchObject({ state: "ready", bytes: `${whole.length}` });
  expect(exportedFile(folder, id).equals(whole)).toBe(true);
});

test.each(["cancelled", "failed"])("an export that is %s by the time its file is complete does not become ready", async (state) => {
  const { id, job_id } = await plantExport(schema.worker, manager, { search: "user_id=1" });
  const open = await openTestRun(schema.worker, job_id);
  const owner = testContext(schema.worker);
  const ctx = { ...owner, actor: authorize(owner, "export.request") };
  const names = { part: `${id}.0123456789ab.part`, ids: `${id}.0123456789ab.ids` };
  const told = { rows: 0, bytes: 0, missing: 0, position: null, sheet: null, is_closed: true, sha256: "0".repeat(64) };
  const point: ResumePoint = { rows_from: "ids", instants: 1, ...names, ...told };
  writeFileSync(join(folder, point.part), "");
  await schema.owner("pd_export").where({ id }).update({ state });
  await finishExport(ctx, open.run, { id, format: "csv", rows_total: 0, point });
  expect(await exportRow(schema.owner, id)).toMatchObject({ state, bytes: null });
  expect(filesOf(id)).not.toContain(`${id}.csv`);
  // Control: with the same file a running export becomes ready.
  await schema.owner("pd_export").where({ id }).update({ state: "running" });
  await schema.owner("pd_job").where({ id: job_id }).update({ state: "running" });
  writeFileSync(join(folder, point.part), "");
  await finishExport(ctx, open.run, { id, format: "csv", rows_total: 0, point });
  expect((await exportRow(schema.owner, id)).state).toBe("ready");
  open.close();
}); // prettier-ignore

test("a disk that fills up halfway is not kept full by what was written: Resume starts over, byte for byte", async () => {
  const whole = await undisturbed("csv");
  const { id, job_id } = await plantExport(schema.worker, manager, { search: "sort=id" });
  const createPart = async (path: string) => {
    const part = await PartFile.create(path);
    const append = part.append.bind(part);
    part.append = async (chunk) => {
      if (Number((await exportRow(schema.owner, id)).rows_done) < 8_000) return append(chunk);
      throw diskFault(Object.assign(new Error("no space left"), { code: "ENOSPC" }));
    };
    return part;
  };
  const job = await runJobNow(schema.worker, exportJobWith({ ...OFTEN, createPart }), job_id);
  expect(job).toMatchObject({ state: "dead", error_code: "disk_full" });
  const { rows_done, state } = await exportRow(schema.owner, id);
  expect([state, Number(rows_done) >= 8_000]).toEqual(["failed", true]);
  // What filled the disk is gone.
  expect(filesOf(id)).toEqual([]);
  await resumeExport(testContext(schema.web, { actor: testActor("manager", String(manager)) }), id);
  const { job_id: next } = await exportRow(schema.owner, id);
  expect((await runJobNow(schema.worker, exportJob, String(next))).state).toBe("done");
  expect(exportedFile(folder, id).equals(whole)).toBe(true);
});

test("a full disk ends it at once with what to do, and Resume ends it well", async () => {
  const whole = await undisturbed("csv");
  const { id, job_id } = await plantExport(schema.worker, manager, { search: "sort=id" });
  const full = exportJobWith({ ...EXPORT_TOOLS, createPart: () => PartFile.create("/dev/full") });
  const job = await runJobNow(schema.worker, full, job_id);
  expect(job).toMatchObject({ state: "dead", error_code: "disk_full" });
  const row = await exportRow(schema.owner, id);
  expect(row.state).toBe("failed");
  expect(row.error_message).toMatch(/disk.*full.*No data was changed.*Resume/s);
  expect(filesOf(id)).not.toContain(`${id}.csv`);
  await runJobNow(schema.worker, exportJob, job_id);
  expect(exportedFile(folder, id).equals(whole)).toBe(true);
});

test("a folder that cannot be written to ends it at once with what to do, and Resume ends it well", async () => {
  const { id, job_id } = await plantExport(schema.worker, manager, { search: "sort=id" });
  const closed = exportJobWith({ ...EXPORT_TOOLS, createPart: () => PartFile.create("/dev/null/part") });
  expect(await runJobNow(schema.worker, closed, job_id)).toMatchObject({ error_code: "folder_unusable" });
  expect((await exportRow(schema.owner, id)).error_message).toMatch(/EXPORT_DIR.*Resume/s);
  await runJobNow(schema.worker, exportJob, job_id);
  expect((await exportRow(schema.owner, id)).state).toBe("ready");
});

test("a file that somebody deletes while it is written never becomes ready: the next attempt starts over", async () => {
  const whole = await undisturbed("csv");
  const { id, job_id } = await plantExport(schema.worker, manager, { search: "sort=id" });
  const deleted = exportJobWith({
    ...EXPORT_TOOLS,
    createPart: async (path) => {
      const part = await PartFile.create(path);
      rmSync(path);
      return part;
    },
  });
  expect((await runJobNow(schema.worker, deleted, job_id)).state).toBe("queued");
  expect((await exportRow(schema.owner, id)).state).toBe("running");
  expect((await runJobNow(schema.worker, exportJob, job_id)).state).toBe("done");
  expect(exportedFile(folder, id).equals(whole)).toBe(true);
});

test("who lost the right to export gets no file", async () => {
  const clerk = await plantUser(schema.owner, "clerk@example.com", { role: "manager" });
  const { id, job_id } = await plantExport(schema.worker, clerk, {});
  await schema.owner("pd_user").where({ id: clerk }).update({ role: "support" });
  const job = await runJobNow(schema.worker, exportJob, job_id, {
    clock: stoppedClock("2026-11-22T12:00:00Z"),
  });
  expect(job).toMatchObject({ state: "dead", error_code: "forbidden" });
  expect(await exportRow(schema.owner, id)).toMatchObject({ state: "failed", rows_done: "0" });
  expect(filesOf(id)).toEqual([]);
});
