import { openDatabase } from "@/db/connection";
import { migrate, migrateDown } from "@/db/schema/migrate";

/* A process that migrates and may be killed at any moment: `migrate-child.ts up|down URL`, a line a step. */

const say = (line: string) => void process.stdout.write(`${line}\n`);

const [, , direction, url = ""] = process.argv;
const db = openDatabase(url, { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 });
const options = { allowCopy: true, wait_s: 60, report: say };
// At the top level nothing may be awaited in this module system.
void (direction === "down" ? migrateDown(db, options) : migrate(db, options)) // not recorded: a test's own schema
  .then(
    () => "done",
    (error: unknown) => `failed: ${String(error)} ${String(error instanceof Error ? error.cause : "")}`,
  )
  .then(say)
  .then(() => db.destroy());
