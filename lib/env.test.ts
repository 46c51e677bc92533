import { readFileSync } from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
import { ENV_NAMES } from "./env";

afterAll(() => vi.unstubAllEnvs());

/* Set by the program that starts the process, never by people. */
const SET_BY_NODE = ["NODE_ENV", "NEXT_RUNTIME"];
/* Read by bin/run.mjs before the application loads. */
const READ_BY_START = ["PORT", "HOSTNAME"];

test(".env.example explains every variable that is read, and no other", () => {
  const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8").split("\n");
  const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.slice(1) ?? []);
  const read = [...ENV_NAMES, ...READ_BY_START].filter((name) => !SET_BY_NODE.includes(name));
  expect(named.toSorted()).toEqual(read.toSorted());
});

const SAFE = {
  NODE_ENV: "production",
  DATABASE_URL: "mysql://passdesk_web:n0t-in-any-example@db/portal",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  APP_ORIGIN: "https://passdesk.example.com",
};

/* The environment of a fresh process with these variables. */
async function envOf(variables: Record<string, string>) {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const name of ENV_NAMES) vi.stubEnv(name, variables[name] ?? "");
  return import("./env");
}

test("a variable that is wrong or missing is one line with its name, all of them at once", async () => {
  const { env, databaseUrl } = await envOf({
    DATABASE_URL: "notaurl",
    WORKER_DATABASE_URL: "mysql://u:p@h/s?sslmode=require",
    TRUSTED_PROXIES: "many",
    AGENCY_TIME_ZONE: "Mars/Phobos",
    AUDIT_ANCHOR_URL: "http://log.example.com/",
  });
  expect(env).toThrow(
    /^DATABASE_URL must look like .*\nWORKER_DATABASE_URL has the parameter sslmode, .*\nAUTH_SECRET is missing\nAGENCY_TIME_ZONE must be .*\nTRUSTED_PROXIES must be .*\nAUDIT_ANCHOR_URL must begin with .*\nAUDIT_ANCHOR_SECRET is missing$/,
  );
  expect(() => databaseUrl("web")).toThrow(/^DATABASE_URL/);
});

test("production refuses the example's values and whatever is easy to guess; a demo and localhost may have them", async () => {
  const refused = {
    DATABASE_URL: "mysql://passdesk_web:change-me@db/portal",
    AUTH_SECRET: "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb",
    APP_ORIGIN: "http://passdesk.example.com",
  };
  for (const [name, value] of Object.entries(refused)) {
    const wrong = { ...SAFE, [name]: value };
    expect((await envOf(wrong)).env, name).toThrow(new RegExp(`^${name} `));
    for (const [allowed, by] of [
      ["NODE_ENV", "development"],
      ["PASSDESK_DEMO", "1"],
    ] as const)
      expect((await envOf({ ...wrong, [allowed]: by })).env, name).not.toThrow();
  }
  for (const origin of [
    SAFE.APP_ORIGIN,
    "http://localhost:3000",
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
  ])
    expect((await envOf({ ...SAFE, APP_ORIGIN: origin })).env, origin).not.toThrow();
});

test("a process that keeps one database forgets the addresses of the others", async () => {
  const urls = {
    WORKER_DATABASE_URL: "mysql://worker:w@db/portal",
    MIGRATION_DATABASE_URL: "mysql://owner:o@db/portal",
  };
  const { databaseUrl, keepDatabase } = await envOf({ ...SAFE, ...urls });
  expect([databaseUrl("worker"), databaseUrl("owner")], "the control").toEqual(Object.values(urls));
  keepDatabase("worker");
  expect(databaseUrl("worker")).toBe(urls.WORKER_DATABASE_URL);
  expect(() => databaseUrl("web")).toThrow("DATABASE_URL is missing");
  expect(() => databaseUrl("owner")).toThrow("MIGRATION_DATABASE_URL is missing");
  expect(Object.values(process.env).filter((value) => value?.startsWith("mysql:"))).toEqual([
    urls.WORKER_DATABASE_URL,
  ]);
});

test("the worker uses DATABASE_URL if it has no address of its own", async () => {
  const { databaseUrl, keepDatabase } = await envOf(SAFE);
  keepDatabase("worker");
  expect(databaseUrl("worker")).toBe(SAFE.DATABASE_URL);
});
