import { mkdirSync } from "node:fs";
import path from "node:path";
import { isBuilt, isStale, programFile, serverFile } from "./lib/build.mjs";
import { loadEnvFile } from "./lib/env-file.mjs";
import { findNode } from "./lib/node-runtime.mjs";
import { ownEnvironment } from "./lib/own-environment.mjs";
import { inRoot, root } from "./lib/paths.mjs";
import { refuseToListen } from "./lib/ports.mjs";
import { complain, Refusal, takeNoArguments } from "./lib/say.mjs";

const programs = {
  web: { file: serverFile, prepare: prepareWeb },
  worker: { file: programFile("worker"), prepare: prepareFolder },
  passdesk: { file: programFile("passdesk"), prepare: (env) => env },
};

/**
 * Becomes a compiled program, `node bin/run.mjs web|worker|passdesk …`, with `.env` and the addresses of its own
 * database alone. This process is replaced, so a signal to it reaches the program itself and nothing holds the other
 * addresses.
 */
async function main([name, ...args]) {
  process.chdir(root);
  const program = Object.hasOwn(programs, name ?? "") ? programs[name] : undefined;
  if (!program) throw new Refusal("Name what to run: web, worker or passdesk.");
  if (name !== "passdesk") takeNoArguments(args);
  if (!process.execve) {
    throw new Refusal(
      `Node.js ${process.versions.node} cannot hand over to a program: start this with npm, or with node_modules/.bin/node.`,
    );
  }
  if (!isBuilt()) throw new Refusal("There is no build to run: run npm run build first.");
  if (isStale()) throw new Refusal("The source has changed since the build: run npm run build first.");
  loadEnvFile();
  const node = findNode();
  const env = await program.prepare(ownEnvironment(name, { ...process.env, NODE_ENV: "production" }));
  process.execve(node, [node, program.file, ...args], env);
}

/** Where the web process listens: `HOSTNAME` (loopback by default) and `PORT`. */
async function prepareWeb(env) {
  const PORT = env.PORT || "3000";
  // Shells and containers set HOSTNAME to the machine's name, which would listen on the network: only addresses count.
  const isAddress = /^[\d.]+$|^[\da-f:]*:[\da-f:]*$|^localhost$/i.test(env.HOSTNAME ?? "");
  const HOSTNAME = isAddress ? env.HOSTNAME : "127.0.0.1";
  await refuseToListen(PORT, HOSTNAME);
  return prepareFolder({ ...env, PORT, HOSTNAME });
}

/** Web and worker use one folder whatever folder they run in. Only the default one is created: see `EXPORT_DIR`. */
function prepareFolder(env) {
  if (env.EXPORT_DIR) return { ...env, EXPORT_DIR: path.resolve(root, env.EXPORT_DIR) };
  const EXPORT_DIR = inRoot(".data", "exports");
  try {
    mkdirSync(EXPORT_DIR, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal(
      `The folder of exports ${EXPORT_DIR} cannot be created (${error.code}): set EXPORT_DIR.`,
    );
  }
  return { ...env, EXPORT_DIR };
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
