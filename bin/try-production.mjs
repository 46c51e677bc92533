import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import { appEnvironment, exportFolder } from "./lib/app-environment.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { inRoot } from "./lib/paths.mjs";
import { freePort } from "./lib/ports.mjs";
import { endProcess } from "./lib/running-process.mjs";
import { run, runProgram, startChild, temporaryFolder } from "./lib/processes.mjs";
import { Refusal, say, step, takeNoArguments } from "./lib/say.mjs";
import { startTestDatabase } from "./lib/test-product.mjs";
import { describeExit, untilReady } from "./lib/web-process.mjs";

/**
 * Proves that the product runs without development packages: copies the committed files and the build to a folder of its
 * own, runs `npm ci --omit=dev` there, and starts command line, worker and web as an operator does. Takes about a minute
 * besides the build, so it is not part of `npm test`.
 */
async function main() {
  takeNoArguments();
  const node = await ensureRuntime();
  await ensureBuild(toolEnvironment(node, { NODE_ENV: "production" }));
  const folder = temporaryFolder("production");
  const place = path.join(folder, "with a space");
  await step("copying the committed files and the build", () => copyTo(place));
  await step("npm ci --omit=dev", () => here(place, {}, "npm", "ci", "--omit=dev"));
  for (const name of ["tsx", "esbuild", "typescript"]) {
    if (existsSync(path.join(place, "node_modules", name))) throw new Refusal(`${name} was installed.`);
  }
  const port = await freePort();
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, ...appEnvironment(port), PASSDESK_DEMO: "0" },
    ...(await startTestDatabase(node, folder)),
    EXPORT_DIR: exportFolder(path.join(folder, "exports")),
  };
  for (const args of [
    ["migrate"],
    ["grant"],
    ["user", "create", "--email", "a@example.com", "--name", "A", "--role", "admin"],
    ["doctor"],
  ])
    // prettier-ignore
    await step(`passdesk ${args[0]}`, () => here(place, env, "npm", "run", "passdesk", "--", ...args));
  const start = (script) => startChild(script, "npm", ["run", script], { env, cwd: place });
  const [web, worker] = [start("start"), start("worker")];
  await step("web is ready", () => untilReady(web, port));
  for (const { name, child, exited } of [web, worker]) {
    await endProcess(child.pid, 12_000);
    const exit = await exited;
    if (exit.code !== 0) throw new Refusal(`${name} ended with ${describeExit(exit)}.`);
  }
  say("Web, worker and command line run without development packages.");
}

async function copyTo(place) {
  await here(inRoot(), {}, "git", "clone", "--quiet", "--no-hardlinks", inRoot(), place);
  cpSync(inRoot(".next"), path.join(place, ".next"), {
    recursive: true,
    filter: (file) => !/\.next\/(cache|dev)$/.test(file),
  });
}

async function here(cwd, env, command, ...args) {
  const { code, output } = await run(command, args, { env: { ...process.env, ...env }, quiet: true, cwd });
  if (code !== 0)
    throw new Refusal(`${output.trim()}\n${command} ${args.join(" ")} failed: see its message above.`);
}

await runProgram(main);
