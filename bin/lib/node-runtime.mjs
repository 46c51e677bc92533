import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isExecutable } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Refusal, say, step } from "./say.mjs";

const marker = inRoot("node_modules", ".passdesk-lock");

/** Runs `npm ci` when `node_modules` is missing or belongs to another lockfile or machine; its output shows only on failure. */
async function ensureModules() {
  const wanted = createHash("sha256")
    .update(`${process.platform} ${process.arch} `)
    .update(readFileSync(inRoot("package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8").trim() === wanted) return;
  await step("installing packages (npm ci)", async () => {
    const [command, ...before] = npmCommand();
    // A NODE_ENV of the caller must not leave out what builds and tests.
    const env = { ...process.env, NODE_ENV: "development" };
    const { code, output } = await run(command, [...before, "ci", "--include=dev", "--include=optional"], {
      env,
      quiet: true,
    });
    if (code !== 0) throw new Refusal(`${output.trim()}\nnpm ci failed: see its message above.`);
  });
  writeFileSync(marker, `${wanted}\n`);
}

function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script) && existsSync(script) ? [process.execPath, script] : ["npm"];
}

/** Path of a Node 24 or newer: the one that npm installed for this machine, else the one we run on. */
export async function findNode() {
  const pinned = inRoot("node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  // It may be there and yet not run, on a machine with another C library.
  if (isExecutable(pinned) && (await run(pinned, ["--version"], { quiet: true })).code === 0) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Refusal(
    `No Node.js 24 comes with npm for ${process.platform}-${process.arch}: please install Node.js 24 or newer and start again.`,
  );
}

/** The environment in which the project's own programs run: its Node and its tools first on PATH. */
export function toolEnvironment(node, more = {}) {
  return {
    ...process.env,
    PATH: [path.dirname(node), inRoot("node_modules", ".bin"), process.env.PATH].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
    ...more,
  };
}

/** Packages and Node, as every command needs them first. */
export async function ensureRuntime() {
  await ensureModules();
  const node = await findNode();
  if (process.env.CI) say(`Node.js: ${node}`);
  return node;
}

/** Arguments with which Node runs one of our TypeScript programs, as `tsx --conditions=react-server` would, in one process. */
export const typescript = (file, ...args) => ["--conditions=react-server", "--import", "tsx", file, ...args];
