import { mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { appEnvironment, ensureDatabase } from "./lib/app-environment.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { prepareDatabase } from "./lib/desk.mjs";
import { loadEnvFile } from "./lib/env-file.mjs";
import { findProgram } from "./lib/install.mjs";
import { ensureRuntime, toolEnvironment, typescript } from "./lib/node-runtime.mjs";
import { inRoot } from "./lib/paths.mjs";
import { demoDirectory, demoPortal } from "./lib/portal.mjs";
import { freePort } from "./lib/ports.mjs";
import { run, runProgram } from "./lib/processes.mjs";
import { step, wholeNumber } from "./lib/say.mjs";
import { startWeb } from "./lib/web-process.mjs";

/**
 * Measures the built product on the database of `DATABASE_URL` (environment or `.env`), or else on the demo's: `npm run
 * bench -- [--passes N] [--only GROUP,…] [--quick] [--write]`. `--passes` first loads that many passes; with
 * `DEMO_PORTAL=legacy` into the demo of that portal, as in `--only list`. Every case is saved in the data folder; `--write`
 * updates docs/benchmarks.md.
 */
async function main() {
  loadEnvFile();
  const { passes, rest } = parsed();
  const node = await ensureRuntime();
  const portal = demoPortal();
  const dataDir = demoDirectory();
  const database = await ensureDatabase(dataDir);
  const env = toolEnvironment(node, { ...appEnvironment(await freePort()), ...database.env });
  if (passes) await prepareDatabase(node, env, { ...database, portal, passes });
  await ensureBuild(env);
  // With the caller's own database there is no data folder yet.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const log = openSync(path.join(dataDir, "bench-web.log"), "w", 0o600);
  const from = performance.now();
  const web = await step("starting the web process", () => startWeb(node, env, ["ignore", log, log]));
  const known = [
    "--web-pid",
    String(web.child.pid),
    "--ready-ms",
    String(Math.round(performance.now() - from)),
    "--keep",
    dataDir,
    "--portal",
    portal,
  ];
  const client = findProgram("mariadb", "mysql");
  if (client) known.push("--client", client);
  const { code } = await run(node, typescript("cli/bench/main.ts", ...known, ...rest), { env });
  if (code === 0 && rest.includes("--write"))
    await run(inRoot("node_modules", ".bin", "prettier"), ["--write", "--log-level", "warn", "docs/benchmarks.md", "docs/benchmarks"], { env }); // prettier-ignore
  return code;
}

/* Refused here, before anything is built and started. */
function parsed() {
  const options = {
    passes: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean" },
    write: { type: "boolean" },
  };
  const { passes, only, ...flags } = parseArgs({ options }).values;
  return {
    passes: passes === undefined ? undefined : wholeNumber("--passes", passes, 100, 50_000_000),
    rest: [...(only === undefined ? [] : ["--only", only]), ...Object.keys(flags).map((name) => `--${name}`)],
  };
}

await runProgram(main);
