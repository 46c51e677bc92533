import { build } from "./lib/build.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { runProgram } from "./lib/processes.mjs";

await runProgram(async () => build(toolEnvironment(await ensureRuntime(), { NODE_ENV: "production" })));
