import "server-only";
import { insertOutbox } from "@/db/jobs/outbox";
import type { Transaction } from "@/db/transaction";
import type { Event } from "./event";

/** Publishes `event` in the caller's transaction: everybody receives it after the commit, nobody if there is none. */
export async function publishEvent(trx: Transaction, event: Event): Promise<void> {
  await insertOutbox(trx, {
    event: event.event,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    data: event.data,
  });
}
