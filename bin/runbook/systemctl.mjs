import { spawn, spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive, pause } from "../lib/running-process.mjs";
import { readEnvironment, readUnit } from "./unit-file.mjs";

/*
 * Stands in for systemctl in the test of the runbook, where no systemd runs: starts and stops what the installed unit
 * files say, as the user they say, with exactly the environment they say. Of the settings that confine a service it knows
 * what may be written. `RUNBOOK_MACHINE` is the folder of the test's machine.
 */
const machine = process.env.RUNBOOK_MACHINE;
const pidFile = (unit) => path.join(machine, "run", `${unit}.pid`);
const pidOf = (unit) => (existsSync(pidFile(unit)) ? Number(readFileSync(pidFile(unit), "utf8")) : undefined);
const unitOf = (name) => readUnit(readFileSync(path.join(machine, "units", `${name}.service`), "utf8"));

const verbs = {
  "daemon-reload": () => undefined,
  enable: (unit, now) => (now ? start(unit) : undefined),
  disable: (unit, now) => (now ? stop(unit) : undefined),
  start,
  stop,
  restart: async (unit) => {
    await stop(unit);
    await start(unit);
  },
  reload: (unit) => (unit === "nginx" ? nginx(pidOf("nginx") ? ["-s", "reload"] : []) : refuse(unit)),
};

function start(name) {
  if (name === "nginx") return nginx([]);
  const unit = unitOf(name);
  const environment = Object.assign(
    { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin" },
    ...unit.environment_files.map((file) => readEnvironment(readFileSync(file, "utf8"))),
  );
  refuseConfined(unit, environment);
  const log = openSync(path.join(machine, "log", `${name}.log`), "a");
  const child = spawn(...asUser(unit.user, unit.command), {
    cwd: unit.folder,
    env: environment,
    stdio: ["ignore", log, log],
    detached: true,
  });
  child.unref();
  writeFileSync(pidFile(name), String(child.pid));
}

/* Of the confinement this much: what may be written is there, belongs to the user, and holds the files of exports. */
function refuseConfined({ user, writable }, { EXPORT_DIR }) {
  for (const folder of writable) {
    const [command, args] = asUser(user, ["test", "-w", folder]);
    if (spawnSync(command, args).status !== 0) refuse(`${folder}, which ${user} cannot write`);
  }
  if (!writable.includes(EXPORT_DIR)) refuse(`${EXPORT_DIR}, which the unit does not let it write`);
}

function asUser(user, [command, ...args]) {
  if (process.getuid() !== 0) return [command, args];
  return ["setpriv", [`--reuid=${user}`, `--regid=${user}`, "--clear-groups", command, ...args]];
}

/* A service that must be killed has failed to stop. */
async function stop(name) {
  const pid = pidOf(name);
  if (!pid || !isAlive(pid)) return refuse(`${name}, which does not run`);
  const { stop_signal, stop_ms } = unitOf(name);
  process.kill(-pid, stop_signal);
  const deadline = Date.now() + stop_ms;
  while (isAlive(pid) && Date.now() < deadline) await pause(50);
  rmSync(pidFile(name));
  if (!isAlive(pid)) return;
  process.kill(-pid, "SIGKILL");
  throw new Error(`${name} did not stop within ${stop_ms / 1000} s.`);
}

async function nginx(args) {
  const child = spawn("nginx", args, { stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("nginx failed: see its message above.");
}

function refuse(what) {
  throw new Error(`The stand-in for systemctl cannot do this to ${what}.`);
}

const [verb, ...rest] = process.argv.slice(2);
const units = rest.filter((word) => !word.startsWith("--"));
try {
  if (!Object.hasOwn(verbs, verb ?? "")) refuse(`"${verb}"`);
  for (const unit of units.length > 0 ? units : [""]) await verbs[verb](unit, rest.includes("--now"));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
