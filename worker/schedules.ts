import type { BuiltInSchedule } from "@/lib/jobs/schedules/keep-built-in-schedules";

/** The machine's own schedules. Times are the agency's. */
export const BUILT_IN_SCHEDULES: readonly BuiltInSchedule[] = [
  { key: "settle", kind: "pass.settle", name: "Settle passes that ended", cron: "*/30 * * * * *" },
  { key: "identify", kind: "pass.identify", name: "Register new portal rows", cron: "*/30 * * * * *" },
  { key: "link", kind: "pass.link", name: "Link passes to riders", cron: "*/30 * * * * *" },
  { key: "seal", kind: "audit.seal", name: "Seal the audit log", cron: "*/5 * * * * *" },
  { key: "verify", kind: "audit.verify", name: "Verify the audit log", cron: "20 3 * * *" },
  { key: "sweep", kind: "export.sweep", name: "Delete expired export files", cron: "0 */10 * * * *" },
  { key: "purge", kind: "job.purge", name: "Delete what has had its time", cron: "40 * * * *" },
];
