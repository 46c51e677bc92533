import { appEnvironment, ensureDatabase } from "./lib/app-environment.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { claimDataDirectory, greet, prepareDatabase, untilOneEnds } from "./lib/desk.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { refuseToListen } from "./lib/ports.mjs";
import { demoDirectory, demoPortal } from "./lib/portal.mjs";
import { runProgram } from "./lib/processes.mjs";
import { step, takeNoArguments, wholeNumber } from "./lib/say.mjs";
import { startWeb, startWorker } from "./lib/web-process.mjs";

let is_ready = false;

/** Starts the whole product with demo data and runs until Ctrl-C or until one of its processes ends. */
async function main() {
  takeNoArguments();
  const port = String(wholeNumber("PORT", process.env.PORT || "3000", 1, 65_535));
  // The bounds of `passdesk seed`, asked for before anything is started.
  const passes = wholeNumber("DEMO_PASSES", process.env.DEMO_PASSES || "100000", 100, 50_000_000);
  const dataDir = demoDirectory();
  await claimDataDirectory(dataDir, port);
  await refuseToListen(port);
  const node = await ensureRuntime();
  const database = await ensureDatabase(dataDir);
  const env = toolEnvironment(node, { ...appEnvironment(port), ...database.env });
  // Set by a caller who serves the demo at another address.
  if (process.env.APP_ORIGIN) env.APP_ORIGIN = process.env.APP_ORIGIN;
  await prepareDatabase(node, env, { ...database, portal: demoPortal(), passes });
  await ensureBuild(env);
  const worker = startWorker(node, env);
  const web = await step("starting web and worker", () => startWeb(node, env));
  is_ready = true;
  greet(env.APP_ORIGIN);
  await untilOneEnds(web, worker);
}

await runProgram(main, () => (is_ready ? 0 : 130));
