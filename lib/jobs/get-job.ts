import "server-only";
import { listJobRows } from "@/db/jobs/job-list";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { jobOfRow } from "./job-of-row";
import type { ListedJob } from "./listed-job";

/** One job as it is now. Throws 403 and 404. */
export async function getJob(ctx: Context, id: string): Promise<ListedJob> {
  const actor = authorize(ctx, "job.list");
  return readJob(ctx.db, actor, id);
}

/** One job, for a verb that has already authorized and has its own transaction. Throws 404. */
export async function readJob(
  db: Database | Transaction,
  reader: Authorized,
  id: string,
): Promise<ListedJob> {
  const page = { after: null, backward: false, limit: 1 };
  const [row] = isJobId(id) ? await listJobRows(db, { id, upkeep: "include" }, page) : [];
  if (!row) throw noSuchJob();
  return jobOfRow(row, reader);
}

export function isJobId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

export function noSuchJob(): AppError {
  return new AppError("not_found", "There is no such job. Jobs are kept for 30 days after they end.");
}
