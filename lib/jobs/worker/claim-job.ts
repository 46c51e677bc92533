import "server-only";
import type { Database } from "@/db/connection";
import { hasClaimable, type JobClaim, listLeftBehind, takeJob } from "@/db/jobs/job-claims";
import type { JobRow } from "@/db/jobs/jobs";
import { endRunSession } from "@/db/jobs/run-session";
import { withTransaction } from "@/db/transaction";

/**
 * Takes the next job of a lane, or one whose lease ran out, for `owner`; null if there is none. Never answers a job
 * that another worker's lease covers. A run whose lease ran out may still be inside a transaction, frozen or cut off:
 * its session is ended, so that the job is free within a second, and whatever it held. Throws whatever the database
 * throws.
 */
export async function claimJob(db: Database, claim: JobClaim): Promise<JobRow | null> {
  if (claim.kinds.length === 0 || !(await hasClaimable(db, claim))) return null;
  for (const lost of await listLeftBehind(db, claim)) await endRunSession(db, lost);
  // not recorded: taking a job changes no product data; the job's own transactions record its work
  return withTransaction(db, (trx) => takeJob(trx, claim));
}
