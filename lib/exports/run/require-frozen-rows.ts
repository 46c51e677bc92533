import "server-only";
import { countFrozenIds } from "@/db/exports/count-frozen";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import type { IdsReader } from "@/lib/exports/file/ids-file";
import { JobRefused } from "@/lib/jobs/job-run";

/** The code of an export that ended because rows it should have were not read. */
export const ROWS_NOT_READ = "rows_not_read";

const LIMIT_MS = 60_000;
const IDS_AT_ONCE = 5_000;

interface Written {
  rows: number;
  rows_total: number;
  ids: IdsReader;
}

/**
 * Compares the rows written with the rows frozen. Fewer are right only if the others were deleted outright: throws
 * `JobRefused` if more of them still exist than were written.
 */
export async function requireFrozenRows(ctx: AuthorizedContext, written: Written): Promise<void> {
  if (written.rows >= written.rows_total) return;
  const there = await countThere(ctx, written.ids);
  if (there <= written.rows) return;
  const [rows, total] = [written.rows, written.rows_total].map((n) => n.toLocaleString("en-US"));
  throw new JobRefused(
    ROWS_NOT_READ,
    `The database answered only ${rows} of ${total} rows, though it still has the others. No file was made; resume the export to start it over.`,
  );
}

async function countThere(ctx: AuthorizedContext, ids: IdsReader): Promise<number> {
  let there = 0;
  for (let from = 0; from < ids.count; from += IDS_AT_ONCE) {
    there += await countFrozenIds(ctx.exportDb, await ids.read(from, IDS_AT_ONCE), LIMIT_MS);
  }
  return there;
}
