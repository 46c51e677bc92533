import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { plantPasses, whereabouts, type Whereabouts } from "./archived";

const OLD_DAYS = 500;

/** Starts a worker process that archives; see `archive-child.ts`. */
export function startArchiver(url: string, lease_s: number): ChildProcess {
  const execArgv = ["--conditions=react-server", "--import", "tsx"];
  const args = [url, String(lease_s)];
  return fork(join(import.meta.dirname, "archive-child.ts"), args, { execArgv, stdio: "inherit" });
}

/** Writes passes 1 to `planted` that expired long ago, and an admin to ask for runs; answers the admin's id. */
export async function prepareArchive(owner: Database, planted: number, now: Date): Promise<string> {
  const [admin = 0] = await owner("pd_user").insert({
    ...{ email: "admin@example.com", name: "Ada Admin", role: "admin", password_hash: "x" },
  });
  const passes = Array.from({ length: planted }, (_, at) => ({
    id: at + 1,
    ended_days: OLD_DAYS + (at % 300),
  }));
  await plantPasses(owner, passes, now);
  return String(admin);
}

export interface Watch {
  looks: number;
  /** The most passes seen in both tables, or in neither, at one instant. */
  most_twice: number;
  most_missing: number;
  /** Waits for a look that begins after this call. */
  lookAgain: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Checks repeatedly, on a connection of its own, which table every pass is in; outages do not count as looks. */
export function watchPasses(db: Database, planted: number): Watch {
  let isOver = false;
  const nothing = async () => undefined;
  const watch: Watch = { looks: 0, most_twice: 0, most_missing: 0, lookAgain: nothing, stop: nothing };
  const look = async (): Promise<Whereabouts | null> => {
    try {
      return await whereabouts(db, planted);
    } catch (error) {
      if (databaseFault(error) === "unavailable") return null;
      throw error;
    }
  };
  const looking = (async () => {
    while (!isOver) {
      const seen = await look();
      if (seen) {
        watch.looks++;
        watch.most_twice = Math.max(watch.most_twice, seen.twice);
        watch.most_missing = Math.max(watch.most_missing, seen.missing);
      }
      await new Promise((resolve) => setTimeout(resolve, seen ? 5 : 50));
    }
  })();
  watch.lookAgain = async () => {
    // A look already under way may have begun before the call.
    const enough = watch.looks + 2;
    while (watch.looks < enough && !isOver) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  watch.stop = async () => {
    isOver = true;
    await looking;
  };
  return watch;
}

/** How many passes the audit log says were moved by a run, and how many of them more than once. */
export async function movedByLog(
  owner: Database,
  runId: string,
): Promise<{ moved: number; doubled: number }> {
  const entries: { data: { run_id: string; pass_ids: string[] } }[] = await owner("pd_audit")
    .whereIn("action", ["pass.archive", "pass.restore"])
    .select("data");
  const ids = entries.filter(({ data }) => data.run_id === runId).flatMap(({ data }) => data.pass_ids);
  return { moved: ids.length, doubled: ids.length - new Set(ids).size };
}
