import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readEnvironment, readUnit } from "./unit-file.mjs";

const UNIT = readFileSync("docs/operations/passdesk-web.service", "utf8");

test("the unit file says who runs what, where, with which variables, and how it is stopped", () => {
  expect(readUnit(UNIT)).toEqual({
    user: "passdesk",
    folder: "/opt/passdesk",
    environment_files: ["/etc/passdesk/common.env", "/etc/passdesk/web.env"],
    writable: ["/var/lib/passdesk/exports"],
    command: ["/opt/passdesk/node_modules/.bin/node", "bin/run.mjs", "web"],
    stop_signal: "SIGTERM",
    stop_ms: 15_000,
  });
});

test("a unit file that leaves something out is an error", () => {
  expect(() => readUnit(UNIT.replace("KillSignal", "#KillSignal"))).toThrow("KillSignal");
});

test("a value in an environment file ends with its line and may stand in quotes", () => {
  expect(readEnvironment('# A=1\nNAME="Houston METRO"\nSECRET=a+b/c=\n\n')).toEqual({
    NAME: "Houston METRO",
    SECRET: "a+b/c=",
  });
});
