import { appEnvironment, ensureDatabase } from "./lib/app-environment.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { claimDataDirectory, greet, prepareDatabase, untilOneEnds } from "./lib/desk.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { refuseToListen } from "./lib/ports.mjs";
import { demoDirectory } from "./lib/portal.mjs";
import { runProgram } from "./lib/processes.mjs";
import { Refusal, step } from "./lib/say.mjs";
import { startWeb, startWorker } from "./lib/web-process.mjs";

let is_ready = false;

/** Starts the whole product with demo data and runs until Ctrl-C or until one of its processes ends. */
async function main() {
  const port = process.env.PORT || "3000";
  const passes = demoPasses();
  const dataDir = demoDirectory();
  await claimDataDirectory(dataDir, port);
  await refuseToListen(port);
  const node = await ensureRuntime();
  const database = await ensureDatabase(dataDir);
  const env = toolEnvironment(node, { ...appEnvironment(port), ...database.env });
  // Set by a caller who serves the demo at another address.
  if (process.env.APP_ORIGIN) env.APP_ORIGIN = process.env.APP_ORIGIN;
  await prepareDatabase(node, env, database, passes);
  await ensureBuild(env);
  const worker = startWorker(node, env);
  const web = await step("starting web and worker", () => startWeb(node, env));
  is_ready = true;
  greet(env.APP_ORIGIN);
  await untilOneEnds(web, worker);
}

function demoPasses() {
  const passes = Number(process.env.DEMO_PASSES || 100_000);
  if (Number.isInteger(passes) && passes > 0) return passes;
  throw new Refusal("DEMO_PASSES must be a whole number above zero, as in DEMO_PASSES=1000000.");
}

await runProgram(main, () => (is_ready ? 0 : 130));
