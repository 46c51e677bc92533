import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "./migrate";
import { type Database, openDatabase } from "@/db/connection";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createPortal } from "@/db/testing/portal/create-portal";
import { loadPortal } from "@/db/testing/portal/load-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import type { PortalShape } from "@/db/testing/portal/portal-shape";
import { schemaTexts } from "@/db/testing/schema-texts";
import { drawn } from "@/db/testing/seed";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const KILLS = IS_FULL ? 50 : 12;
const EVERY_OF_THE_SERVER = IS_FULL ? 10 : 4;
const MOST_STEPS_A_RUN = 9;
const MOST_MS_LATER = 40;
const MINUTES = 60_000;
const CHILD = resolve(import.meta.dirname, "../testing/migrate-child.ts");

interface Case {
  name: string;
  shape: PortalShape;
  /** Every so many kills the server's; the others are the migration's. */
  every_of_the_server: number;
}

/*
 * Columns and names of its own, short rows, and tables that must be copied. MySQL moves a table from or to MyISAM in
 * several steps that no log undoes, so that a kill of the server may take the table with it: the runbook says so.
 */
const LEGACY = NAMED_PORTALS.legacy;
const ON_MARIADB: Case[] = [{ name: "portal", shape: LEGACY, every_of_the_server: EVERY_OF_THE_SERVER }];
const ON_MYSQL: Case[] = [
  { name: "portal_my_isam", shape: LEGACY, every_of_the_server: Number.POSITIVE_INFINITY },
  { name: "portal", shape: { ...LEGACY, my_isam: [] }, every_of_the_server: EVERY_OF_THE_SERVER },
];

let server: KillableServer;
beforeAll(async () => {
  server = await startKillableServer({ isDurable: true });
}, 2 * MINUTES);
afterAll(() => server.remove());

const urlOf = (schema: string) => server.urls.MIGRATION_DATABASE_URL.replace(/\/portal$/, `/${schema}`);

async function onSchema<T>(schema: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(urlOf(schema), { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function newPortal(schema: string, shape: PortalShape): Promise<Record<string, string>> {
  await onSchema("portal", (db) => db.raw("CREATE DATABASE ?? COLLATE utf8mb4_unicode_ci", [schema]));
  await createPortal(urlOf(schema), shape);
  await loadPortal(urlOf(schema), { shape, passes: 300, seed: 1, anchor: "2026-11-18 15:30:00" });
  return onSchema(schema, schemaTexts);
}

/* Starts a run and answers its last line; `onLine` is told every line with its number, and may kill it. */
async function run(
  direction: "up" | "down",
  schema: string,
  onLine: (child: ChildProcess, count: number) => void,
): Promise<string> {
  const args = ["--conditions=react-server", "--import", "tsx", CHILD, direction, urlOf(schema)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  let last = "";
  let count = 0;
  const stdout = child.stdout;
  onLine(child, 0);
  for await (const line of createInterface({ input: stdout })) {
    last = line;
    onLine(child, ++count);
  }
  await gone;
  return last;
}

const after = (ms: number) => new Promise((resolved) => setTimeout(resolved, ms));

async function cases(): Promise<Case[]> {
  const [[{ version }]] = await onSchema("portal", (db) => db.raw("SELECT VERSION() AS version"));
  return String(version).includes("MariaDB") ? ON_MARIADB : ON_MYSQL;
}

test(
  `killed ${KILLS} times at drawn moments, up and down, a migration comes to the schema of an undisturbed one`,
  { timeout: 15 * MINUTES },
  async () => {
    for (const each of await cases()) await comesThrough(each);
  },
);

async function comesThrough({ name, shape, every_of_the_server }: Case): Promise<void> {
  await newPortal(`${name}_undisturbed`, shape);
  await onSchema(`${name}_undisturbed`, (db) => migrate(db, { allowCopy: true }));
  const wanted = await onSchema(`${name}_undisturbed`, schemaTexts);
  const before = await newPortal(`${name}_killed`, shape);
  const draw = drawn("migrate kills");
  let kills = 0;
  const ended = { up: 0, down: 0 };
  for (let direction: "up" | "down" = "up"; kills < KILLS || ended.down === 0;) {
    const steps = Math.floor(draw() * (MOST_STEPS_A_RUN + 1));
    const later_ms = draw() * MOST_MS_LATER;
    const isServer = kills % every_of_the_server === every_of_the_server - 1;
    const signal = draw() < 0.7 ? "SIGKILL" : "SIGINT";
    let killing = Promise.resolve();
    const last = await run(direction, `${name}_killed`, (child, count) => {
      if (kills >= KILLS || count !== steps) return;
      // A moment between lines is a moment within a step.
      killing = after(later_ms).then(() => (isServer ? server.kill() : void child.kill(signal)));
    });
    await killing;
    if (isServer) await server.start();
    if (last !== "done") {
      if (!isServer) expect(last).not.toMatch(/^failed/);
      kills++;
      continue;
    }
    ended[direction]++;
    const texts = await onSchema(`${name}_killed`, schemaTexts);
    expect(texts).toEqual(direction === "up" ? wanted : before);
    direction = direction === "up" ? "down" : "up";
  }
  expect(kills).toBe(KILLS);
  expect(ended.up).toBeGreaterThan(0);
}
