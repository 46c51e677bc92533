import { readFileSync, writeFileSync } from "node:fs";

/**
 * Resident memory of a process in MB, now and at its peak since the last reset; null if the system does not report it.
 */
export interface Memory {
  now_mb: number;
  peak_mb: number;
}

export function readMemory(pid: number): Memory | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const mb = (name: string) =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    return { now_mb: mb("VmRSS"), peak_mb: mb("VmHWM") };
  } catch {
    return null;
  }
}

/** Resets the peak to the current size. */
export function resetPeak(pid: number): void {
  // 5 tells the kernel to reset the peak.
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** The server process, even if `pid` is only the program that started it. */
export function servingProcess(pid: number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    return Number(children[0]) || pid;
  } catch {
    return pid;
  }
}
