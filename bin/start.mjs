import { spawn } from "node:child_process";
import path from "node:path";
import { isBuilt, serverFile } from "./lib/build.mjs";
import { loadEnvFile } from "./lib/env-file.mjs";
import { inRoot } from "./lib/paths.mjs";
import { complain, Refusal } from "./lib/say.mjs";
import { findNode } from "./lib/node-runtime.mjs";

/**
 * Serves the build on `HOSTNAME` (loopback by default) and `PORT`, set in `.env` or the environment, until a signal
 * ends it.
 */
async function main() {
  loadEnvFile();
  if (!isBuilt()) throw new Refusal("There is no build to serve: run npm run build first.");
  const node = await findNode();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    PORT: process.env.PORT || "3000",
    HOSTNAME: hostname(),
  };
  if (env.EXPORT_DIR) env.EXPORT_DIR = path.resolve(inRoot(), env.EXPORT_DIR);
  const server = spawn(node, [serverFile], { cwd: inRoot(), env, stdio: "inherit" });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => server.kill(name));
  const { code, signal } = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (exit_code, exit_signal) => resolve({ code: exit_code, signal: exit_signal }));
  });
  if (signal) process.stderr.write(`The web process was ended by ${signal}.\n`);
  return code ?? 1;
}

/** Shells set HOSTNAME to the machine's name, which would listen on the network, so only addresses count. */
function hostname() {
  const given = process.env.HOSTNAME ?? "";
  return /^[\d.]+$|^[\da-f:]*:[\da-f:]*$|^localhost$/i.test(given) ? given : "127.0.0.1";
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
