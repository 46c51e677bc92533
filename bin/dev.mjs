import path from "node:path";
import { appEnvironment, privateDatabase } from "./lib/app-environment.mjs";
import { claimDataDirectory, greet, prepareDatabase, untilOneEnds } from "./lib/desk.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";
import { refuseToListen } from "./lib/ports.mjs";
import { runProgram, startChild } from "./lib/processes.mjs";
import { step, takeNoArguments, wholeNumber } from "./lib/say.mjs";
import { untilReady } from "./lib/web-process.mjs";

/** Enough for every list to have pages, and loads in seconds. */
const dev_passes = 20_000;

let is_ready = false;

/**
 * Starts a development desk with its own private database, next to the demo's and with a small seed. Pages reload and
 * the worker restarts when a file is saved. Runs until Ctrl-C.
 */
async function main() {
  takeNoArguments();
  const port = String(wholeNumber("PORT", process.env.PORT || "3000", 1, 65_535));
  const dataDir = path.join(dataDirectory(), "dev");
  await claimDataDirectory(dataDir, port);
  await refuseToListen(port);
  const node = await ensureRuntime();
  const database = await privateDatabase(dataDir);
  const env = toolEnvironment(node, {
    ...appEnvironment(port),
    ...database.env,
    NODE_ENV: "development",
    // Keeps Next from reading `.env`, which is for `npm start` and may name another database.
    __NEXT_PROCESSED_ENV: "true",
  });
  await prepareDatabase(node, env, { ...database, passes: dev_passes });
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
