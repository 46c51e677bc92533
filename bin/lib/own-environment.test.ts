import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENV_NAMES } from "@/lib/env";

interface Bootstrap {
  ownEnvironment: (program: string, env: Record<string, string>) => Record<string, string>;
}
const file: string = "./own-environment.mjs";
const { ownEnvironment } = (await import(file)) as Bootstrap;

const ALL = {
  DATABASE_URL: "mysql://web",
  WORKER_DATABASE_URL: "mysql://worker",
  MIGRATION_DATABASE_URL: "mysql://owner",
  AUTH_SECRET: "x",
};

test("web and worker are started with their own address alone, passdesk with all", () => {
  expect(ownEnvironment("web", ALL)).toEqual({ DATABASE_URL: "mysql://web", AUTH_SECRET: "x" });
  expect(ownEnvironment("worker", ALL)).toEqual({ WORKER_DATABASE_URL: "mysql://worker", AUTH_SECRET: "x" });
  expect(ownEnvironment("passdesk", ALL)).toEqual(ALL);
});

test("a worker without an address of its own gets the web's, under its own name", () => {
  expect(ownEnvironment("worker", { DATABASE_URL: "mysql://web" })).toEqual({
    WORKER_DATABASE_URL: "mysql://web",
  });
  expect(ownEnvironment("web", { AUTH_SECRET: "x" })).toEqual({ AUTH_SECRET: "x" });
});

test("every database address that the program knows is one of those kept apart", () => {
  const known = ENV_NAMES.filter((name) => name.endsWith("DATABASE_URL"));
  const source = readFileSync(new URL("own-environment.mjs", import.meta.url), "utf8");
  expect(known).toHaveLength(3);
  for (const name of known) expect(source).toContain(`"${name}"`);
});
