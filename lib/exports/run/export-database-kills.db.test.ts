import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { plantUser } from "@/lib/testing/accounts";
import { exportedFile, exportRow, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { until } from "@/lib/testing/job-ledger";
import { runJobNow } from "@/lib/testing/test-job-run";
import { exportJob } from "./run-export";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const PASSES = 60_000;
let server: KillableServer | undefined;
let schema: TestSchema | undefined;
let worker: ChildProcess | undefined;

afterEach(async () => {
  if (worker) {
    const gone = once(worker, "exit");
    worker.kill("SIGKILL");
    await gone;
  }
  await Promise.all([schema?.owner.destroy(), schema?.web.destroy(), schema?.worker.destroy()]);
  await server?.remove();
  rmSync(folder, { recursive: true });
});

test("the database is killed twice under an export: the same worker ends it, byte for byte", async () => {
  server = await startKillableServer({ isDurable: true });
  Object.assign(process.env, server.urls);
  const own = await createTestSchema();
  schema = own;
  const manager = await plantUser(own.owner, "manager@example.com", { role: "manager" });
  await plantPassRange(own.owner, 1, PASSES);
  await own.owner.raw("UPDATE pd_pass SET expiration = NULL");
  const undisturbed = await plantExport(own.worker, manager, { search: "sort=id" });
  await runJobNow(own.worker, exportJob, undisturbed.job_id);

  const { id } = await plantExport(own.worker, manager, { search: "sort=id" });
  worker = fork(resolve(import.meta.dirname, "../../testing/export-child.ts"), [own.url.worker, "2", "80"], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: { ...process.env, EXPORT_DIR: folder },
    stdio: "inherit",
  });
  const done = async () => Number((await exportRow(own.owner, id)).rows_done);
  for (const rows of [8_000, 24_000]) {
    expect(await until(async () => (await done()) >= rows)).toBe(true);
    await server.kill();
    await server.start();
  }
  expect(await until(async () => (await exportRow(own.owner, id)).state === "ready")).toBe(true);
  expect(exportedFile(folder, id).equals(exportedFile(folder, undisturbed.id))).toBe(true);
});
