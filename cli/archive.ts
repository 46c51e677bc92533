import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { findArchiveRun } from "@/db/archive/archive-runs";
import type { Database } from "@/db/connection";
import type { ArchivePlan, ArchiveRun } from "@/lib/archive/archive";
import { archiveRequestSchema } from "@/lib/archive/archive-ask";
import { archiveRunOf } from "@/lib/archive/archive-run-row";
import { planRequest } from "@/lib/archive/plan-request";
import { requestArchive } from "@/lib/archive/request-archive";
import { archiveRunJob } from "@/lib/archive/run-archive";
import { claimJob } from "@/lib/jobs/worker/claim-job";
import { JOB_KINDS, LEASE_S } from "@/lib/jobs/job";
import { runJob } from "@/lib/jobs/worker/run-job";
import { CommandFailure } from "./command-failure";
import { COMMAND_LINE, commandContext, withDesk } from "./connect";
import { grouped, print, printJson } from "./print";

const LOOK_EVERY_MS = 500;
const OVER = new Set(["done", "failed", "cancelled"]);

const KEPT_WORDS: Record<ArchivePlan["kept"][number]["why"], string> = {
  drift: "portal and provider differ",
  pinned: "a field is pinned",
  noted: "a note was left",
  recent_orders: "their order is recent",
  referred: "another table of the portal refers to them",
  not_ended: "not expired",
};

export function addArchive(program: Command): void {
  program
    .command("archive")
    .description("move passes out of the list by the archive policy; a worker that runs may do it meanwhile")
    .option("--dry-run", "only count what would move", false)
    .option("--json", "print JSON", false)
    .addHelpText("after", "\nExample:\n  $ passdesk archive --dry-run")
    .action(async ({ dryRun, json }: { dryRun: boolean; json: boolean }) => {
      await withDesk("worker", async (db) => {
        if (dryRun) return tellPlan(await planRequest(commandContext(db), byPolicy(true)), json);
        const asked = await requestArchive(commandContext(db), byPolicy(false), COMMAND_LINE);
        const run = await carryOut(db, asked.id);
        tellRun(run, json);
        if (run.state !== "done") throw new CommandFailure(run.error ?? `The run is ${run.state}.`);
      });
    });
}

const byPolicy = (dry_run: boolean) => archiveRequestSchema.parse({ policy: {}, dry_run });

function tellPlan(plan: ArchivePlan, json: boolean): void {
  if (json) return printJson(plan);
  print(`${grouped(plan.will_move)} passes would move to the archive.`);
  for (const { why, count } of plan.kept) {
    if (count > 0) print(`${grouped(count)} stay: ${KEPT_WORDS[why]}.`);
  }
}

function tellRun(run: ArchiveRun, json: boolean): void {
  if (json) return printJson(run);
  const kept = run.rows_kept > 0 ? `, ${grouped(run.rows_kept)} could not be moved` : "";
  print(`Run ${run.id}: ${grouped(run.rows_done)} passes archived${kept}.`);
}

/*
 * Carries out the run's job here, unless a worker took it first. If a signal ends it, the job is released and a worker
 * continues.
 */
async function carryOut(db: Database, runId: string): Promise<ArchiveRun> {
  const ending = new AbortController();
  const end = () => ending.abort();
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  const owner = `cli-${randomUUID()}`;
  const claim = { lane: JOB_KINDS["archive.run"].lane, kinds: ["archive.run"], owner, lease_s: LEASE_S };
  const makeContext = (_job: unknown, signal: AbortSignal) => ({ ...commandContext(db), signal });
  for (;;) {
    const row = await findArchiveRun(db, runId);
    if (!row) throw new CommandFailure(`Run ${runId} is not there any more.`);
    const run = archiveRunOf(row, new Date());
    if (OVER.has(run.state)) return run;
    if (ending.signal.aborted) throw new CommandFailure("Stopped. A worker goes on with the run.");
    const job = await claimJob(db, claim);
    const options = { db, control: db, lease_s: LEASE_S, ending: ending.signal, makeContext };
    await (job ? runJob(options, job, archiveRunJob) : wait(LOOK_EVERY_MS));
  }
}
