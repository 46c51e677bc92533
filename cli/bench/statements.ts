import type { Database } from "@/db/connection";

/** A statement as it went to the server. */
export interface Statement {
  sql: string;
  bindings: unknown[];
  /** The statement whose answer came last before this one was sent; null where none had. */
  after: number | null;
}

interface Sent {
  __knexQueryUid: string;
  sql: string;
  bindings?: unknown[];
}

/** Runs `work` and answers the statements it sent on `db`, with what each of them waited for. */
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
