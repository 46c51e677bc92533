import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { EXPORT_FLOOR } from "@/db/bench/benchmark";
import { EXPORT_FIELDS } from "@/lib/passes/pass-fields";
import { type Bench, keepFigure } from "@/cli/bench/bench";
import { expectStatus } from "@/cli/bench/desk";
import { measureBackgroundExport } from "./measure-background-export";
import { print } from "@/cli/bench/print";
import { round } from "@/cli/bench/timing";
import { readMemory, resetPeak } from "./web-memory";

const CASES = [
  { name: "everything", search: "", where: EXPORT_FLOOR.all },
  { name: "status Expired", search: "&status=EXPIRED", where: EXPORT_FLOOR.expired },
] as const;
const TURNS = 2;
const NEW_LINE = 10;

/** CSV of every column, alternated with the command-line client writing the same columns of the same rows. */
export async function measureExport(bench: Bench): Promise<void> {
  for (const { name, search, where } of CASES) {
    const ours: Streamed[] = [];
    const floors: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      ours.push(await exportCsv(bench, search));
      floors.push(await clientSeconds(bench, where));
    }
    const rows = ours[0]?.rows ?? 0;
    const [seconds, floor_s] = [Math.min(...ours.map((each) => each.seconds)), Math.min(...floors)];
    const note = `${rows.toLocaleString("en-US")} rows, ${Math.round(rows / floor_s)} rows/s by the client`;
    const figure = { group: "export" as const, note };
    keepFigure(bench, {
      ...figure,
      case: `${name}, speed`,
      value: Math.round(rows / seconds),
      unit: "rows/s",
    });
    keepFigure(bench, {
      ...figure,
      case: `${name}, share of the client's speed`,
      value: round(floor_s / seconds),
      unit: "×",
      least: 1,
    });
    const grown = Math.max(...ours.map((each) => each.grown_mb));
    keepFigure(bench, { ...figure, case: `${name}, memory on top`, value: grown, unit: "MB", most: 80 });
    const first = Math.max(...ours.map((each) => each.first_byte_ms));
    keepFigure(bench, {
      ...figure,
      case: `${name}, first byte`,
      value: Math.round(first),
      unit: "ms",
      most: 300,
    });
  }
  await measureBackgroundExport(bench, () => clientSeconds(bench, EXPORT_FLOOR.all));
}

interface Streamed {
  rows: number;
  seconds: number;
  first_byte_ms: number;
  grown_mb: number;
}

async function exportCsv(bench: Bench, search: string): Promise<Streamed> {
  const address = `/api/v1/passes/export?format=csv&columns=${EXPORT_FIELDS.join(",")}${search}`;
  const before = readMemory(bench.webPid);
  resetPeak(bench.webPid);
  let lines = 0;
  const onData = (chunk: Buffer) => {
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) lines++;
  };
  const answer = expectStatus(await bench.manager.ask(address, { onData }), address);
  const after = readMemory(bench.webPid);
  const streamed = {
    rows: lines - 1,
    seconds: answer.ms / 1000,
    first_byte_ms: answer.first_byte_ms,
    grown_mb: (after?.peak_mb ?? 0) - (before?.now_mb ?? 0),
  };
  print(`export${search}: ${streamed.rows} rows in ${streamed.seconds.toFixed(1)} s`);
  return streamed;
}

/* The client's output is discarded: formatting is its work, but storing would measure the disk. */
async function clientSeconds(bench: Bench, where: string): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(bench.databaseUrl);
  const sql = `SELECT ${EXPORT_FLOOR.columns} FROM pd_pass WHERE ${where} ORDER BY id DESC`;
  const place = [`--host=${hostname}`, `--port=${port || 3306}`, `--user=${decodeURIComponent(username)}`];
  // Everybody on the machine can read arguments, so the password is in a file instead.
  const folder = mkdtempSync(path.join(os.tmpdir(), "pd-bench-"));
  const defaults = path.join(folder, "client.cnf");
  writeFileSync(defaults, `[client]\npassword="${decodeURIComponent(password)}"\n`, { mode: 0o600 });
  const args = [`--defaults-file=${defaults}`, ...place, "--batch", "--quick", "-e", sql, pathname.slice(1)];
  try {
    const started = performance.now();
    const client = spawn(bench.client, args, { stdio: ["ignore", "ignore", "inherit"] });
    const [code] = (await once(client, "close")) as [number | null];
    if (code !== 0) throw new Error(`The mariadb client ended with code ${code}.`);
    return (performance.now() - started) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
