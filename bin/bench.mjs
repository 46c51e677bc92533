import { appEnvironment, ensureDatabase } from "./lib/app-environment.mjs";
import { ensureRuntime, toolEnvironment, typescript } from "./lib/node-runtime.mjs";
import { dataDirectory } from "./lib/paths.mjs";
import { freePort } from "./lib/ports.mjs";
import { run, runProgram } from "./lib/processes.mjs";

/** Runs the measurements on the database of `DATABASE_URL`, else on the demo's; arguments go on to them. */
async function main() {
  const node = await ensureRuntime();
  const database = await ensureDatabase(dataDirectory());
  const env = toolEnvironment(node, { ...appEnvironment(await freePort()), ...database.env });
  const { code } = await run(node, typescript("e2e/bench/main.ts", ...process.argv.slice(2)), { env });
  return code;
}

await runProgram(main);
