import "server-only";
import { listJobRows } from "@/db/jobs/job-list";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { Authorized } from "@/lib/auth/authorize";
import { AppError } from "@/lib/errors";
import { jobOfRow } from "./job-of-row";
import type { ListedJob } from "./listed-job";

/** One job, for a verb that has already authorized and has its own transaction. Throws 404. */
export async function readJob(
  db: Database | Transaction,
  reader: Authorized,
  id: string,
  now: Date,
): Promise<ListedJob> {
  const page = { after: null, backward: false, limit: 1 };
  const [row] = isJobId(id) ? await listJobRows(db, { id, upkeep: "include" }, page) : [];
  if (!row) throw noSuchJob();
  return jobOfRow(row, reader, now);
}

export function isJobId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

export function noSuchJob(): AppError {
  return new AppError("not_found", "There is no such job. Jobs are kept for 30 days after they end.");
}
