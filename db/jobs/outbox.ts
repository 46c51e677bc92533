import "server-only";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

type OutboxRow = Tables["pd_outbox"];

/** The event becomes visible when its transaction commits, or never. */
export async function insertOutbox(
  trx: Transaction,
  row: Pick<OutboxRow, "event" | "subject_type" | "subject_id" | "data">,
): Promise<void> {
  await trx("pd_outbox").insert({ ...row, data: JSON.stringify(row.data ?? null) });
}
