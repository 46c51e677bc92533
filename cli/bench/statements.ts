import type { Database } from "@/db/connection";

/** A statement as it was sent to the server. */
export interface Statement {
  sql: string;
  bindings: unknown[];
  /** The last statement answered before this one was sent; null if there was none. */
  after: number | null;
}

interface Sent {
  __knexQueryUid: string;
  sql: string;
  bindings?: unknown[];
}

/** Runs `work` and answers the statements it sent on `db`, each with the statement it waited for. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const numbers = new Map<string, number>();
  let last: number | null = null;
  const onQuery = (sent: Sent) => {
    numbers.set(sent.__knexQueryUid, statements.length);
    statements.push({ sql: sent.sql, bindings: [...(sent.bindings ?? [])], after: last });
  };
  const onAnswer = (_answer: unknown, sent: Sent) => (last = numbers.get(sent.__knexQueryUid) ?? last);
  db.on("query", onQuery);
  db.on("query-response", onAnswer);
  try {
    await work();
  } finally {
    db.removeListener("query", onQuery);
    db.removeListener("query-response", onAnswer);
  }
  return statements;
}
