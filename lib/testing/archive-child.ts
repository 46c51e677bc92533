import { randomUUID } from "node:crypto";
import { type Database, openDatabase } from "@/db/connection";
import { MOVE_ORDER } from "@/db/archive/pass-archive";
import { archiveRunJob } from "@/lib/archive/run-archive";
import type { JobHandler } from "@/lib/jobs/job-run";
import { workLane } from "@/lib/jobs/worker/work-lane";
import { testContext } from "./test-context";

/*
 * A worker that archives as a process of its own, to be killed and stopped: `archive-child <url> <lease in s> <whole|split>`.
 * `split` is the negative control: rows come to the archive in one transaction and go from the list in another.
 */

const [url = "", lease = "1", mode = "whole"] = process.argv.slice(2);
const OPTIONS = { poolSize: 6, serverTimeout_ms: 5000, clientTimeout_ms: 6000 };
const BATCH = 250;

function splitJob(db: Database): JobHandler {
  return {
    run: async (_ctx, run) => {
      for (;;) {
        run.signal.throwIfAborted();
        const ids = (await db("bytemark_pass")
          .orderBy(MOVE_ORDER.column)
          .limit(BATCH)
          .pluck("id")) as number[];
        if (ids.length === 0) return;
        const values = db("bytemark_pass").select("id", "pass_uuid", "expiration").whereIn("id", ids);
        await run.transact((trx) =>
          trx.raw("INSERT IGNORE INTO bytemark_pass_archive (id, pass_uuid, expiration) ?", [values]),
        );
        await run.transact((trx) => trx("bytemark_pass").whereIn("id", ids).delete());
      }
    },
  };
}

async function main(): Promise<void> {
  const db = openDatabase(url, OPTIONS);
  const control = openDatabase(url, OPTIONS);
  const ending = new AbortController();
  process.on("SIGTERM", () => ending.abort());
  process.on("disconnect", () => process.exit(0));
  await workLane({
    ...{ lane: "change", places: 2, owner: `child-${randomUUID()}` },
    handlers: { "archive.run": mode === "split" ? splitJob(db) : archiveRunJob },
    ...{ db, control, lease_s: Number(lease), ending: ending.signal, log: testContext(db).log },
    makeContext: (_job, signal) => testContext(db, { actor: null, signal }),
  });
  await Promise.all([db.destroy(), control.destroy()]);
  process.disconnect();
}

void main();
