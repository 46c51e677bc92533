import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENV_NAMES } from "./env";

/* Set by the program that starts the process, never by people. */
const SET_BY_NODE = ["NODE_ENV", "NEXT_RUNTIME"];
/* Read by bin/start.mjs before the application loads. */
const READ_BY_START = ["PORT", "HOSTNAME"];

test(".env.example explains every variable that is read, and no other", () => {
  const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8").split("\n");
  const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.slice(1) ?? []);
  const read = [...ENV_NAMES, ...READ_BY_START].filter((name) => !SET_BY_NODE.includes(name));
  expect(named.toSorted()).toEqual(read.toSorted());
});
