import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { appEnvironment, ensureDatabase } from "./lib/app-environment.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { ensureRuntime, toolEnvironment, typescript } from "./lib/node-runtime.mjs";
import { passdesk } from "./lib/passdesk.mjs";
import { dataDirectory } from "./lib/paths.mjs";
import { isAliveAs, onEnd, runProgram, startChild } from "./lib/processes.mjs";
import { Refusal, say, step } from "./lib/say.mjs";
import { describeExit, refuseBusyPort, startWeb } from "./lib/web-process.mjs";

let is_ready = false;

/** Brings up the whole product with demo data and stays until Ctrl-C or until one of its processes ends. */
async function main() {
  const port = Number(process.env.PORT || 3000);
  const passes = demoPasses();
  const dataDir = dataDirectory();
  claimDataDirectory(dataDir, port);
  await refuseBusyPort(port);
  const node = await ensureRuntime();
  const database = await ensureDatabase(dataDir);
  const env = toolEnvironment(node, { ...appEnvironment(port), ...database.env });
  // Whoever puts the demo behind another address says so.
  if (process.env.APP_ORIGIN) env.APP_ORIGIN = process.env.APP_ORIGIN;
  await step("bringing the schema up to date", () => passdesk(node, env, "migrate"));
  if (database.has_own_users)
    await step("giving the database users their rights", () => passdesk(node, env, "grant"));
  await step(`loading demo data (${passes.toLocaleString("en-US")} passes)`, () =>
    passdesk(node, env, "seed", "--passes", String(passes)),
  );
  await ensureBuild(env);
  const worker = startChild("worker", node, typescript("worker/main.ts"), { env });
  const web = await step("starting web and worker", () => startWeb(node, env));
  is_ready = true;
  greet(env.APP_ORIGIN);
  const ended = await Promise.race([web, worker].map(async (entry) => [entry.name, await entry.exited]));
  throw new Refusal(
    `The ${ended[0]} process ended by itself (${describeExit(ended[1])}); stopping everything.`,
  );
}

function demoPasses() {
  const passes = Number(process.env.DEMO_PASSES || 100_000);
  if (Number.isInteger(passes) && passes > 0) return passes;
  throw new Refusal("DEMO_PASSES must be a whole number above zero, as in DEMO_PASSES=1000000.");
}

/** Two demos on one data folder would share a database and end it for each other. */
function claimDataDirectory(dataDir, port) {
  const file = path.join(dataDir, "demo.json");
  const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (before && before.pid !== process.pid && isAliveAs(before.pid, "demo.mjs")) {
    throw new Refusal(
      `The demo is already running at http://localhost:${before.port} (process ${before.pid}).`,
    );
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify({ pid: process.pid, port })}\n`);
  onEnd({ name: "claim", stop: () => rmSync(file, { force: true }) });
}

function greet(origin) {
  const accounts = ["support", "manager", "admin"].map((role) => `    ${role}@passdesk.test`);
  say(`
  PassDesk is ready:  ${origin}

  Sign in as one of these, password passdesk-demo:
${accounts.join("\n")}

  Ctrl-C stops everything; the data stays for the next start.
`);
}

await runProgram(main, () => (is_ready ? 0 : 130));
