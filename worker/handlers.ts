import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import { BULK_PLAN } from "@/lib/bulk/plan/plan-bulk-job";
import { archiveRunJob } from "@/lib/archive/run-archive";
import { archiveStartJob } from "@/lib/archive/start-archive";
import { sealAuditJob, verifyAuditJob } from "@/lib/audit/sealing/audit-jobs";
import { exportJob } from "@/lib/exports/run/run-export";
import { startExportJob } from "@/lib/exports/start-export";
import { sweepExportsJob } from "@/lib/exports/run/sweep-exports";
import { purgeJobs } from "@/lib/jobs/purge-jobs";
import type { JobKind } from "@/lib/jobs/job";
import type { JobHandler } from "@/lib/jobs/job-run";
import { identifyPasses } from "@/lib/passes/catch-up/identify-passes";
import { linkRiders } from "@/lib/passes/catch-up/link-riders";
import { settlePasses } from "@/lib/passes/settle-passes";

export const HANDLERS = {
  "archive.run": archiveRunJob,
  "archive.start": archiveStartJob,
  "audit.seal": sealAuditJob,
  "audit.verify": verifyAuditJob,
  "bulk.plan": BULK_PLAN,
  "bulk.run": BULK_RUN,
  "export.run": exportJob,
  "export.start": startExportJob,
  "export.sweep": sweepExportsJob,
  "job.purge": purgeJobs,
  "pass.settle": {
    run: async (ctx, run) => {
      // not recorded: the machine keeps a derived column true
      await settlePasses(ctx, (story) => run.transact(story));
    },
  },
  "pass.identify": {
    run: async (ctx, run) => {
      await identifyPasses(ctx, run);
    },
  },
  "pass.link": {
    run: async (ctx, run) => {
      await linkRiders(ctx, run);
    },
  },
} satisfies Record<JobKind, JobHandler>;
