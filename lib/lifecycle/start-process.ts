import "server-only";
import { checkConnection } from "./check-connection";
import { checkExportFolder } from "./check-export-folder";
import { checkSafeguards } from "./check-safeguards";
import { endProcess } from "./end-process";
import { pools } from "@/lib/context";
import { env, EnvError, keepDatabase } from "@/lib/env";
import { logFaults } from "./log-faults";
import { watchRequests } from "./watch-requests";

/** Refuses to start with an invalid environment or an unsafe database: prints the reasons and exits with code 1. */
export async function startProcess(): Promise<void> {
  try {
    keepDatabase("web");
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    stop(error.message);
  }
  logFaults();
  watchRequests();
  const refusal =
    (await checkExportFolder()) ?? (await checkConnection(pools().web)) ?? (await checkSafeguards());
  if (refusal !== null) stop(refusal);
  if (env().NODE_ENV !== "development") endProcess();
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
