import path from "node:path";
import { appEnvironment, ensureDatabase } from "./lib/app-environment.mjs";
import { claimDataDirectory, greet, prepareDatabase, untilOneEnds } from "./lib/desk.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";
import { runProgram, startChild } from "./lib/processes.mjs";
import { step } from "./lib/say.mjs";
import { refuseBusyPort, untilReady } from "./lib/web-process.mjs";

/** Enough for every list to have pages, few enough to load in seconds. */
const dev_passes = 20_000;

let is_ready = false;

/**
 * A desk to work on: private database of its own beside the demo's, seeded small; pages reload when a file is saved, and the
 * worker restarts. Stays until Ctrl-C.
 */
async function main() {
  const port = Number(process.env.PORT || 3000);
  const dataDir = path.join(dataDirectory(), "dev");
  claimDataDirectory(dataDir, port);
  await refuseBusyPort(port);
  const node = await ensureRuntime();
  const database = await ensureDatabase(dataDir);
  const env = toolEnvironment(node, {
    ...appEnvironment(port),
    ...database.env,
    NODE_ENV: "development",
    // Next would read `.env`, which is for `npm start` and leads elsewhere.
    __NEXT_PROCESSED_ENV: "true",
  });
  await prepareDatabase(node, env, database, dev_passes);
  const tsx = [inRoot("node_modules", ".bin", "tsx"), "watch", "--clear-screen=false"];
  const worker = startChild("worker", node, [...tsx, "--conditions=react-server", "worker/main.ts"], { env });
  const next = [inRoot("node_modules", ".bin", "next"), "dev", "-H", env.HOSTNAME, "-p", env.PORT];
  const web = startChild("web", node, next, { env });
  await step("starting web and worker", () => untilReady(web, env.PORT));
  is_ready = true;
  greet(env.APP_ORIGIN);
  await untilOneEnds(web, worker);
}

await runProgram(main, () => (is_ready ? 0 : 130));
