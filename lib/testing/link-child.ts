import { randomUUID } from "node:crypto";
import { openDatabase } from "@/db/connection";
import { workLane } from "@/lib/jobs/worker/work-lane";
import { linkRiders } from "@/lib/passes/catch-up/link-riders";
import { testContext } from "./test-context";

/*
 * A worker that links riders in a process of its own, for tests that kill it: `link-child <url> <passes a step>`. Its
 * lease is a second.
 */

const [url = "", batch = "100"] = process.argv.slice(2);
const OPTIONS = { poolSize: 6, serverTimeout_ms: 5000, clientTimeout_ms: 6000 };

async function main(): Promise<void> {
  const db = openDatabase(url, OPTIONS);
  const control = openDatabase(url, OPTIONS);
  const ending = new AbortController();
  process.on("SIGTERM", () => ending.abort());
  process.on("disconnect", () => process.exit(0));
  const sizes = { batch: Number(batch), again: 10 };
  await workLane({
    ...{ lane: "portal", places: 2, owner: `child-${randomUUID()}` },
    handlers: { "pass.link": { run: async (ctx, run) => void (await linkRiders(ctx, run, sizes)) } },
    ...{ db, control, lease_s: 1, ending: ending.signal, log: testContext(db).log },
    makeContext: (_job, signal) => testContext(db, { actor: null, signal }),
  });
  await Promise.all([db.destroy(), control.destroy()]);
  process.disconnect();
}

void main();
