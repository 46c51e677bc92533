import { readFileSync } from "node:fs";

/** Whether the process runs; a zombie does not count. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return !/\) Z /.test(aboutProcess(pid, "stat") ?? "");
}

/** Whether the process runs with `word` in its command line, since the process id may have been reused. */
export function isAliveAs(pid, word) {
  return isAlive(pid) && (aboutProcess(pid, "cmdline") ?? word).includes(word);
}

/** When the process began, in the system's ticks, which tells it from a later one of the same id; undefined if there is none. */
export const birthOf = (pid) => statOf(pid)?.[19];

export const parentOf = (pid) => Number(statOf(pid)?.[1]);

/* The fields after the name, which may have blanks and brackets itself. */
const statOf = (pid) =>
  aboutProcess(pid, "stat")
    ?.replace(/^.*\) /s, "")
    .split(" ");

/** Text of a file in the process's /proc folder; undefined if the system has none. */
export function aboutProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks a process to end, waits, and kills its whole group if it has not ended in time. */
export async function endProcess(pid, wait_ms) {
  signal(pid, "SIGTERM");
  const deadline = Date.now() + wait_ms;
  while (isAlive(pid) && Date.now() < deadline) await pause(50);
  if (isAlive(pid)) killGroup(pid);
  while (isAlive(pid) && Date.now() < deadline + 5000) await pause(50);
}

export function killGroup(pid) {
  signal(-pid, "SIGKILL");
  signal(pid, "SIGKILL");
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
