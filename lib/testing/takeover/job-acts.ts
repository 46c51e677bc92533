import { writeFileSync } from "node:fs";
import { withTransaction } from "@/db/transaction";
import { archiveRunJob } from "@/lib/archive/run-archive";
import { anchorFile } from "@/lib/audit/anchor/anchor-file";
import { recordAudits } from "@/lib/audit/record-audits";
import { beginLog } from "@/lib/audit/sealing/begin-log";
import { sealAudit } from "@/lib/audit/sealing/seal-audit";
import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import { undoBulk } from "@/lib/bulk/steps/undo-bulk";
import { EXPORT_TOOLS } from "@/lib/exports/file/point-writer";
import { exportJobWith } from "@/lib/exports/run/run-export";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { JOB_KINDS, type JobKind } from "@/lib/jobs/job";
import type { JobHandlers } from "@/lib/jobs/worker/work-lane";
import { settlePasses } from "@/lib/passes/settle-passes";
import { askedRun, plantPasses as plantOldPasses } from "@/lib/testing/archived";
import { doJob, plan, plantPasses, start } from "@/lib/testing/test-bulk";
import { plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import type { Stop } from "./stop-at";
import type { World } from "./world";

/* What is done in the matrix of take-overs, each in at least two transactions of work if it has batches. */

export interface JobAct extends Omit<Stop, "moment"> {
  kind: JobKind;
  /** Asks for the work, as people or schedules do. */
  ask: (world: World) => Promise<unknown>;
}

const PASSES = 600;
const EXPORTED = 10_000;
const PLANTED_AT = new Date("2026-11-22T18:30:00.000Z");
const SHIFT = { changes: { expiration: { shift: "+2d" } } };
const END = "`finished_on`";

async function startBulk({ schema, ctx }: World) {
  await plantPasses(schema.owner, PASSES);
  return start(ctx, await plan(ctx, SHIFT));
}

async function startArchive({ schema, ctx }: World) {
  const passes = Array.from({ length: PASSES }, (_, at) => ({ id: at + 1, ended_days: 500 + (at % 300) }));
  await plantOldPasses(schema.owner, passes, PLANTED_AT);
  return askedRun("archive", { policy: {} }, ctx);
}

async function askFor({ schema }: World, kind: JobKind, payload = {}) {
  const asker = { actor: null };
  await withTransaction(schema.worker, (trx) => enqueueJob(trx, asker, { kind, payload }));
}

export const JOB_ACTS: Record<string, JobAct> = {
  bulk: {
    ...{ kind: "bulk.run", work: "insert into `pd_audit` ", nth: 2, between: 1, end: END },
    ask: startBulk,
  },
  undo: {
    ...{ kind: "bulk.run", work: "insert into `pd_audit` ", nth: 2, between: 1, end: END },
    ask: async (world) => {
      const { id } = await startBulk(world);
      await doJob(world.schema.worker, id);
      const body = { reason: { code: "other", note: "Put back after all." }, confirm_count: PASSES };
      await undoBulk(world.ctx, { bulkId: id, body });
    },
  },
  archive: {
    ...{ kind: "archive.run", work: "INSERT INTO bytemark_pass_archive", nth: 2, between: 1, end: END },
    ask: startArchive,
  },
  restore: {
    ...{ kind: "archive.run", work: "INSERT INTO bytemark_pass ", nth: 2, between: 1, end: END },
    ask: async (world) => {
      const { job_id } = await startArchive(world);
      await runJobNow(world.schema.worker, archiveRunJob, job_id);
      await askedRun("restore", { query: { archived: "only" } }, world.ctx);
    },
  },
  export: {
    ...{ kind: "export.run", nth: 3, between: 2, end: END },
    work: "update `pd_export` set `rows_done` = ., `resume_point`",
    ask: async ({ schema, ctx }) => {
      await plantPassRange(schema.owner, 1, EXPORTED);
      // A status that changes with time would make two runs differ.
      await schema.owner.raw("UPDATE pd_pass SET expiration = NULL, raw_modified_on = raw_modified_on");
      await plantExport(schema.worker, Number(ctx.actor?.id));
    },
  },
  settle: {
    ...{
      kind: "pass.settle",
      work: "update `pd_pass` set `settled_expiration`",
      nth: 2,
      between: 1,
      end: END,
    },
    ask: async (world) => {
      await plantPasses(world.schema.owner, 2 * PASSES);
      await world.schema.owner.raw("UPDATE pd_pass SET expiration = '2026-01-01 00:00:00'");
      await askFor(world, "pass.settle");
    },
  },
  seal: {
    ...{ kind: "audit.seal", work: "insert into `pd_audit_link`", nth: 1, between: 1, end: END },
    ask: async (world) => {
      const { schema, ctx, anchor } = world;
      writeFileSync(anchor, "");
      await beginLog({ db: schema.owner }, anchorFile(anchor));
      const entries = Array.from({ length: 50 }, (_, at) => ({
        ...({
          action: "pass.correct",
          subject: { type: "pass", id: String(at) },
          op_id: `sealed-${at}`,
        } as const),
      }));
      await withTransaction(schema.web, (trx) => recordAudits(trx, ctx, entries));
      await askFor(world, "audit.seal", { anchor });
    },
  },
};

const HANDLERS: JobHandlers = {
  "bulk.run": BULK_RUN,
  "archive.run": archiveRunJob,
  "export.run": exportJobWith({ ...EXPORT_TOOLS, save_ms: 1 }),
  "pass.settle": { run: async (ctx, run) => void (await settlePasses(ctx, (story) => run.transact(story))) },
  "audit.seal": {
    run: async (ctx, run, payload) => {
      await sealAudit(ctx, run, { anchor: anchorFile((payload as { anchor: string }).anchor) });
    },
  },
};

/** What a worker needs to do the jobs of an act, and no others. */
export function workOf(kind: JobKind) {
  return { lane: JOB_KINDS[kind].lane, places: 1, handlers: { [kind]: HANDLERS[kind] } };
}
