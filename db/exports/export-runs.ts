import "server-only";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/** Only a run writes these columns. */
export type ExportRunChange = Partial<
  Pick<
    Tables["pd_export"],
    | "state"
    | "frozen_on"
    | "rows_done"
    | "rows_total"
    | "bytes"
    | "sha256"
    | "error_message"
    | "started_on"
    | "finished_on"
    | "expires_on"
  > & { resume_point: object | null }
>;

export async function updateExportRun(trx: Transaction, id: string, change: ExportRunChange): Promise<void> {
  const { resume_point, ...columns } = change;
  const point =
    resume_point === undefined ? {} : { resume_point: resume_point && JSON.stringify(resume_point) };
  await trx("pd_export")
    .where({ id })
    .update({ ...columns, ...point });
}
