import { readFileSync } from "node:fs";
import os from "node:os";
import type { DatabaseFacts } from "@/db/bench/benchmark";
import type { Facts } from "./result";
import { round } from "./timing";

export function machineFacts(database: DatabaseFacts, passes: number, portal: string): Facts {
  const { version, ...sizes } = database;
  return {
    passes,
    portal,
    ...sizes,
    database: version,
    measured_on: new Date().toISOString().slice(0, 10),
    processor: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    memory_gb: Math.round(os.totalmem() / 2 ** 30),
    load: round(os.loadavg()[0] ?? 0, 1),
    node: process.versions.node,
    next: installedVersion("next"),
  };
}

function installedVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as {
    version: string;
  };
  return version;
}
