import "server-only";
import type { Database } from "@/db/connection";
import type { Log } from "@/lib/log";
import { fireSchedules } from "@/lib/jobs/schedules/fire-schedules";
import { type BuiltInSchedule, keepBuiltInSchedules } from "@/lib/jobs/schedules/keep-built-in-schedules";
import { keepDoing, pauseFor } from "./keep-doing";

const LOOK_MS = 500;

interface ScheduleOptions {
  control: Database;
  ending: AbortSignal;
  log: Log;
  zone: string;
  built_in: readonly BuiltInSchedule[];
}

/** Fires due schedules within a second, until `ending` aborts. Survives database outages. */
export async function workSchedules(options: ScheduleOptions): Promise<void> {
  const { control, ending, log, zone, built_in } = options;
  let isKept = false;
  const look = async () => {
    if (!isKept) await keepBuiltInSchedules(control, built_in, zone);
    isKept = true;
    await fireSchedules(control, zone);
    await pauseFor(LOOK_MS * (0.5 + Math.random()), ending);
  };
  await keepDoing(look, ending, (err) =>
    log.error({ event: "worker.schedules_failed", err }, "schedules failed"),
  );
}
