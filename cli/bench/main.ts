import { parseArgs } from "node:util";
import { readDatabaseFacts } from "@/db/bench/benchmark";
import { openDatabase } from "@/db/connection";
import { readSetting } from "@/db/settings/settings";
import { closePools, createContext } from "@/lib/context";
import { CommandFailure } from "@/cli/command-failure";
import { databaseUrl, env, EnvError } from "@/lib/env";
import { countPasses } from "@/lib/passes/list/count-passes";
import { listPasses } from "@/lib/passes/list/list-passes";
import { type Bench, queryOf } from "./bench";
import { type Desk, expectStatus, openDesk, signedIn } from "./desk";
import { type Floor, startFloor } from "./floor";
import { machineFacts } from "./machine";
import { measureAnswers } from "@/cli/bench/measure/measure-answers";
import { measureAudit } from "@/cli/bench/measure/measure-audit";
import { measureArchive } from "@/cli/bench/measure/measure-archive";
import { measureBulk } from "@/cli/bench/measure/measure-bulk";
import { measureCorrection } from "@/cli/bench/measure/measure-correction";
import { measureExport } from "@/cli/bench/measure/measure-export";
import { measureFacets } from "@/cli/bench/measure/measure-facets";
import {
  measureBroad,
  measureCounts,
  measureLists,
  measureTogether,
  measureViews,
} from "@/cli/bench/measure/measure-lists";
import { measureLookup } from "@/cli/bench/measure/measure-lookup";
import { measurePages, measureSearch } from "@/cli/bench/measure/measure-records";
import { measureWeb } from "@/cli/bench/measure/measure-web";
import { print } from "./print";
import { type Group, GROUPS } from "./result";
import { printSummary } from "./summary";
import { servingProcess } from "@/cli/bench/measure/web-memory";
import { keepRun, writeReport } from "./write-report";

const MEASURE: Record<Group, (bench: Bench) => Promise<void>> = {
  web: measureWeb,
  list: measureLists,
  view: measureViews,
  count: measureCounts,
  search: measureSearch,
  lookup: measureLookup,
  answer: measureAnswers,
  facet: measureFacets,
  page: measurePages,
  broad: measureBroad,
  together: measureTogether,
  correction: measureCorrection,
  bulk: measureBulk,
  archive: measureArchive,
  export: measureExport,
  audit: measureAudit,
};
const FULL_PACE = { runs: 60, warm_up: 8 };
const QUICK_PACE = { runs: 10, warm_up: 2 };
const CONNECTIONS = 8;

const OPTIONS = {
  "web-pid": { type: "string" },
  "ready-ms": { type: "string" },
  client: { type: "string", default: "mariadb" },
  /** The portal that the demo was made on. */
  portal: { type: "string", default: "" },
  only: { type: "string" },
  quick: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
  /** Folder for every single case of the run. */
  keep: { type: "string", default: ".data" },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** Measures the web process at `APP_ORIGIN` on the environment's database, which must be a demo's. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const groups = chosenGroups(values.only);
  const owner = openDatabase(databaseUrl("owner"), {
    poolSize: 2,
    serverTimeout_ms: 0,
    clientTimeout_ms: 0,
  });
  const floor = await startFloor(databaseUrl("web"));
  const desk = openDesk(env().APP_ORIGIN, CONNECTIONS);
  try {
    if ((await readSetting(owner, "demo")) === null)
      throw new CommandFailure(
        "This database holds no demo data, and measuring changes rows: load some first with passdesk seed.",
      );
    const bench = await prepare(values, { owner, floor, desk });
    for (const group of groups) await MEASURE[group](bench);
    printSummary(bench);
    const facts = machineFacts(await readDatabaseFacts(owner), bench.passes, values.portal);
    const run = { facts, timed: bench.timed, figures: bench.figures };
    keepRun(run, values.keep);
    if (values.write) writeReport(run);
  } finally {
    floor.stop();
    desk.close();
    await Promise.all([owner.destroy(), closePools()]);
  }
}

function chosenGroups(only: string | undefined): Group[] {
  const wanted = only?.split(",") ?? GROUPS;
  const unknown = wanted.find((name) => !GROUPS.some((group) => group === name));
  if (unknown !== undefined)
    throw new CommandFailure(`--only takes ${GROUPS.join(", ")}; ${unknown} is none of them.`);
  return GROUPS.filter((group) => wanted.includes(group));
}

async function prepare(
  values: Options,
  place: { owner: Bench["owner"]; floor: Floor; desk: Desk },
): Promise<Bench> {
  const manager = await signedIn(place.desk, "manager");
  const admin = await signedIn(place.desk, "admin");
  const { data } = JSON.parse(expectStatus(await manager.ask("/api/v1/me"), "/api/v1/me").body) as {
    data: { id: string; name: string; email: string };
  };
  const actor = { ...data, type: "user" as const, role: "manager" as const, sessionId: "0".repeat(64) };
  const ctx = createContext({ actor, requestId: "benchmark" });
  const { data: passes } = await listPasses(ctx, queryOf(ctx, "sort=-time_used&time_used[lte]=now-30d"));
  const sample = passes.find((pass) => pass.user_id && pass.order_uuid && pass.event_uuid && pass.serial);
  if (!sample) throw new Error("There is no pass with a rider, an order and an event to ask for.");
  const count = await countPasses(ctx, queryOf(ctx, "count=exact"));
  return {
    ...place,
    manager,
    admin,
    ctx,
    sample,
    passes: count?.value ?? 0,
    databaseUrl: databaseUrl("web"),
    client: values.client ?? "mariadb",
    pace: values.quick ? QUICK_PACE : FULL_PACE,
    webPid: servingProcess(Number(values["web-pid"])),
    ready_ms: Number(values["ready-ms"]),
    timed: [],
    figures: [],
  };
}

main().catch((error: unknown) => {
  const isSentence = error instanceof CommandFailure || error instanceof EnvError;
  print(
    error instanceof Error ? (isSentence ? error.message : (error.stack ?? error.message)) : String(error),
  );
  process.exitCode = 1;
});
