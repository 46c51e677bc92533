import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { appEnvironment } from "../lib/app-environment.mjs";
import { toolEnvironment } from "../lib/node-runtime.mjs";
import { ownEnvironment } from "../lib/own-environment.mjs";
import { inRoot } from "../lib/paths.mjs";
import { freePort, isPortFree } from "../lib/ports.mjs";
import { run, startChild } from "../lib/processes.mjs";
import { isAlive, pause } from "../lib/running-process.mjs";
import { Refusal, step } from "../lib/say.mjs";
import { describeExit, untilReady } from "../lib/web-process.mjs";
import { openChaosDatabase } from "./chaos-database.mjs";
import { mountDisk } from "./disk.mjs";

/* Enough for every list to have pages and for an export to be interrupted. */
const PASSES = 20_000;
const DATABASE_MB = 1500;
const EXPORTS_MB = 64;

/**
 * What a run plays on: one database on a disk of its own, two web processes and two workers. `products` are the builds of
 * the first and of the second of them; the database is prepared by the first and migrated by the second.
 */
export async function openStage({ node, folder, products, log }) {
  const database_folder = path.join(folder, "database");
  const exports_folder = path.join(folder, "exports");
  const disks = {
    database: mountDisk(database_folder, DATABASE_MB),
    exports: mountDisk(exports_folder, EXPORTS_MB),
  };
  mkdirSync(exports_folder, { recursive: true, mode: 0o700 });
  const database = await step("starting the database", () => openChaosDatabase(database_folder));
  const ports = [await freePort(), await freePort()];
  const env = toolEnvironment(node, {
    ...appEnvironment(ports[0]),
    ...database.urls(),
    AUTH_SECRET: database.auth_secret,
    EXPORT_DIR: exports_folder,
    AUDIT_ANCHOR_FILE: emptyFile(path.join(folder, "anchor")),
  });
  const output = openSync(log, "a", 0o600);
  const stdio = ["ignore", output, output];
  const started = [];
  const begin = (kind, at, file, own, before = []) => {
    const product = products[at];
    const entry = startChild(`${kind} ${at + 1}`, node, [...before, file(product)], {
      ...{ cwd: product.root, stdio },
      env: { ...ownEnvironment(kind, env), ...own },
    });
    const process = { ...entry, kind, at, pid: entry.child.pid, is_expected: false };
    started.push(process);
    return process;
  };
  const stage = {
    ...{ database, disks, env, ports, products, started, exports_folder, log },
    ...{ webs: [], workers: [], problems: [], ends_ms: [] },
    has_released: products[0] !== products[1],
    startWeb: (at) => {
      const web = begin("web", at, ({ web: file }) => file, { PORT: String(ports[at]) });
      void untilListens(web, ports[at]);
      return (stage.webs[at] = web);
    },
    startWorker: (at) => (stage.workers[at] = begin("worker", at, ({ worker }) => worker, {})),
    /** A further worker of the newer build whose clock is `ms` ahead. */
    startSkewedWorker: (ms) => {
      const shift = ["--import", pathToFileURL(inRoot("bin", "chaos", "shifted-clock.mjs")).href];
      return begin("worker", 1, ({ worker }) => worker, { CHAOS_CLOCK_AHEAD_MS: String(ms) }, shift);
    },
    passdesk: (at, ...args) => passdesk(node, env, products[at], args, database),
    close: () => closeSync(output),
  };
  await step("bringing the schema up to date, with rights and demo data", async () => {
    for (const args of [["migrate"], ["grant"], ["seed", "--passes", String(PASSES)]])
      await stage.passdesk(0, ...args);
  });
  await step("starting two web processes and two workers", () => startAll(stage));
  return stage;
}

/* The log's anchor is never created by the product. */
function emptyFile(file) {
  writeFileSync(file, "", { mode: 0o600 });
  return file;
}

/* The older build serves while the newer one migrates, as in a rolling deploy. */
async function startAll(stage) {
  const start = (at) => [stage.startWeb(at), stage.startWorker(at)][0];
  await untilReady(start(0), stage.ports[0]);
  if (stage.has_released) {
    for (const name of ["migrate", "grant"]) await stage.passdesk(1, name);
  }
  await untilReady(start(1), stage.ports[1]);
}

/* Whether a web process listens, not whether it can serve: that it says itself. */
async function untilListens(web, port) {
  while (isAlive(web.pid) && (await isPortFree(port))) await pause(50);
  web.listens_from = Date.now();
}

async function passdesk(node, env, product, args, database) {
  const { code, output } = await run(node, [product.passdesk, ...args], {
    ...{ cwd: product.root, quiet: true },
    env: { ...env, ...database.direct_urls() },
  });
  if (code !== 0)
    throw new Refusal(`${output.trim()}\npassdesk ${args.join(" ")} failed: see its message above.`);
  return output;
}

/** The processes that ended without being told to, as sentences. */
export async function unexpectedEnds({ started }) {
  const ends = await Promise.all(
    started.map(async ({ name, is_expected, exited }) => {
      const exit = await Promise.race([exited, pause(0).then(() => null)]);
      return exit === null || is_expected ? [] : [`${name} ended by itself (${describeExit(exit)})`];
    }),
  );
  return ends.flat();
}
