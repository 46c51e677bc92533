import { randomUUID } from "node:crypto";
import { openDatabase } from "@/db/connection";
import { archiveRunJob } from "@/lib/archive/run-archive";
import { workLane } from "@/lib/jobs/worker/work-lane";
import { testContext } from "./test-context";

/*
 * A worker that archives in a process of its own, for tests that kill or suspend it: `archive-child <url> <lease in
 * s>`.
 */

const [url = "", lease = "1"] = process.argv.slice(2);
const OPTIONS = { poolSize: 6, serverTimeout_ms: 5000, clientTimeout_ms: 6000 };

async function main(): Promise<void> {
  const db = openDatabase(url, OPTIONS);
  const control = openDatabase(url, OPTIONS);
  const ending = new AbortController();
  process.on("SIGTERM", () => ending.abort());
  process.on("disconnect", () => process.exit(0));
  await workLane({
    ...{ lane: "change", places: 2, owner: `child-${randomUUID()}` },
    handlers: { "archive.run": archiveRunJob },
    ...{ db, control, lease_s: Number(lease), ending: ending.signal, log: testContext(db).log },
    makeContext: (_job, signal) => testContext(db, { actor: null, signal }),
  });
  await Promise.all([db.destroy(), control.destroy()]);
  process.disconnect();
}

void main();
