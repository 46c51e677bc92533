import { build } from "./lib/build.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { runProgram } from "./lib/processes.mjs";
import { takeNoArguments } from "./lib/say.mjs";

await runProgram(async () => {
  takeNoArguments();
  await build(toolEnvironment(await ensureRuntime(), { NODE_ENV: "production" }));
});
