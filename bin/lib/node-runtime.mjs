import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isExecutable } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Refusal, say, step } from "./say.mjs";

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));
const readPackages = (file) => readJson(file).packages;

/** `engines` says which Node may start these programs; everything else runs on the Node that npm installs. */
function refuseOldNode() {
  const [floor] = readJson(inRoot("package.json")).engines.node.match(/\d+/);
  if (Number(process.versions.node.split(".")[0]) >= Number(floor)) return;
  throw new Refusal(
    `PassDesk is started by Node.js ${floor} or newer, and this is ${process.versions.node}: please install a newer one.`,
  );
}

/** Whether npm has installed the lockfile's packages for this machine. npm writes its own list last. */
function hasModules() {
  const list = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const installed = readPackages(list);
  const wanted = readPackages(inRoot("package-lock.json"));
  const isWhole = Object.entries(wanted).every(
    ([place, { optional }]) => place === "" || optional || installed[place] !== undefined,
  );
  const admits = (machines, ours) => machines === undefined || [machines].flat().includes(ours);
  return (
    isWhole &&
    Object.entries(installed).every(
      ([place, { integrity, os, cpu }]) =>
        wanted[place]?.integrity === integrity && admits(os, process.platform) && admits(cpu, process.arch),
    )
  );
}

/**
 * Runs `npm ci` if `node_modules` is missing or belongs to another lockfile or machine; shows its output only on
 * failure.
 */
async function ensureModules() {
  if (hasModules()) return;
  await step("installing packages (npm ci)", async () => {
    const [command, ...before] = npmCommand();
    // The caller's NODE_ENV must not leave out the packages that build and test.
    const env = { ...process.env, NODE_ENV: "development" };
    const { code, output } = await run(command, [...before, "ci", "--include=dev", "--include=optional"], {
      env,
      quiet: true,
    });
    if (code !== 0) throw new Refusal(`${output.trim()}\nnpm ci failed: see its message above.`);
  });
}

function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script) && existsSync(script) ? [process.execPath, script] : ["npm"];
}

/** Path of a Node 24 or newer: the one that npm installed for this machine, or else the current one. */
export function findNode() {
  const pinned = inRoot("node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  // It may exist but fail to run, for example with another C library.
  if (isExecutable(pinned) && spawnSync(pinned, ["--version"]).status === 0) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Refusal(
    `No Node.js 24 comes with npm for ${process.platform}-${process.arch}: please install Node.js 24 or newer and start again.`,
  );
}

/** The environment of the project's own programs, with its Node and tools first on PATH. */
export function toolEnvironment(node, more = {}) {
  return {
    ...process.env,
    PATH: [path.dirname(node), inRoot("node_modules", ".bin"), process.env.PATH].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
    ...more,
  };
}

/** Installs packages and Node, which every command needs first. */
export async function ensureRuntime() {
  refuseOldNode();
  await ensureModules();
  const node = findNode();
  if (process.env.CI) say(`Node.js: ${node}`);
  return node;
}

/** Node's arguments to run one of our TypeScript programs, like `tsx --conditions=react-server` but in one process. */
export const typescript = (file, ...args) => ["--conditions=react-server", "--import", "tsx", file, ...args];
