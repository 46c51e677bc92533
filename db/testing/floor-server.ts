import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import mysql from "mysql2/promise";

/*
 * The floor that benchmarks compare with: a bare HTTP server that runs given statements with the driver alone and
 * answers their rows. It is a separate process; the parent sends the cases, and requests name them.
 */

interface Statement {
  sql: string;
  bindings: unknown[];
  after: number | null;
}

type Message = { kind: "start"; url: string } | { kind: "case"; id: string; statements: Statement[] };

const cases = new Map<string, Statement[]>();
const SESSION = "SET SESSION time_zone = '+00:00'";
const UPDATE = "UPDATE pd_pass SET product_name = ? WHERE id = ?";
const INSERT = `INSERT INTO pd_bench_floor (action, actor_type, actor_name, subject_type, subject_id, before_values, after_values,
  reason_code, reason_note, op_id) VALUES ('pass.correct', 'system', 'benchmark floor', 'pass', ?, ?, ?, 'other', ?, ?)`;

/* Runs statements in parallel or one after the other, as the verb did. */
async function runCase(pool: mysql.Pool, statements: readonly Statement[]): Promise<unknown[]> {
  const answers: Promise<unknown>[] = [];
  for (const { sql, bindings, after } of statements) {
    const before = after === null ? Promise.resolve() : answers[after];
    answers.push(Promise.resolve(before).then(async () => (await pool.query(sql, bindings))[0]));
  }
  return Promise.all(answers);
}

async function correct(pool: mysql.Pool, search: URLSearchParams): Promise<unknown[]> {
  const [id, name] = [search.get("pass"), search.get("product_name")];
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const [updated] = await connection.query(UPDATE, [name, id]);
    const after = JSON.stringify({ product_name: name });
    await connection.query(INSERT, [id, after, after, "measured", search.get("op")]);
    await connection.commit();
    return [updated];
  } finally {
    connection.release();
  }
}

function serve(url: string): void {
  const pool = mysql.createPool({ uri: url, connectionLimit: 16, dateStrings: true, timezone: "Z", bigNumberStrings: true, supportBigNumbers: true }); // prettier-ignore
  pool.pool.on("connection", (connection) => connection.query(SESSION));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://floor");
    const statements = cases.get(decodeURIComponent(pathname.slice("/case/".length)));
    const work =
      pathname === "/correction" ? correct(pool, searchParams) : statements && runCase(pool, statements);
    if (!work) {
      response.writeHead(404).end();
      return;
    }
    work.then(
      (rows) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit(0));
}

process.on("message", (message: Message) => {
  if (message.kind === "start") return serve(message.url);
  cases.set(message.id, message.statements);
  process.send?.(message.id);
});
