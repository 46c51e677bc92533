import { checkStartArchive } from "@/lib/archive/check-start-archive";
import { checkStartExport } from "@/lib/exports/check-start-export";
import type { PayloadChecks } from "@/lib/jobs/schedules/check-changed-payload";

export const PAYLOAD_CHECKS: PayloadChecks = {
  "archive.start": checkStartArchive,
  "export.start": async (ctx, payload) => ({ ...(await checkStartExport(ctx, payload)) }),
};
