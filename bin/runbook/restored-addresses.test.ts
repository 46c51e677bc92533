import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stepsOf } from "./transcript.mjs";

const LINES = stepsOf(readFileSync("docs/runbook.md", "utf8"), "Adopting a portal")
  .flatMap(({ blocks }) => blocks)
  .join("\n")
  .split("\n")
  .filter((line) => /^(sed|\[) .*_restored/.test(line));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "restored-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/* Runs the runbook's lines on three files that end so; answers the exit code and the schemas that they name afterwards. */
function restored(...ends: string[]): { code: number | null; schemas: unknown[] } {
  ends.forEach((end, at) => writeFileSync(path.join(folder, `${at}.env`), `X_DATABASE_URL=mysql://u:p@db:3306${end}\nEXPORT_DIR=/srv/portal\n`)); // prettier-ignore
  const env = { ...process.env, SCHEMA: "portal", CONF: folder.replace(/\.restored$/, "") };
  const script = LINES.join("\n").replaceAll("$CONF.restored", "$CONF");
  const { status } = spawnSync("bash", ["-eu", "-c", script], { env });
  const text = ends.map((_, at) => readFileSync(path.join(folder, `${at}.env`), "utf8"));
  expect(text.every((each) => each.endsWith("EXPORT_DIR=/srv/portal\n"))).toBe(true);
  return { code: status, schemas: text.map((each) => /3306(.*)/.exec(each)?.[1]) };
}

test("the rehearsal of a restore works on the restored schema, with TLS in the addresses or without", () => {
  expect(LINES).toHaveLength(2);
  expect(restored("/portal", "/portal", "/portal")).toEqual({
    code: 0,
    schemas: ["/portal_restored", "/portal_restored", "/portal_restored"],
  });
  expect(restored("/portal?tls=verify", "/portal?tls=verify&ca=/etc/portal/ca.pem", "/portal")).toEqual({
    code: 0,
    schemas: [
      "/portal_restored?tls=verify",
      "/portal_restored?tls=verify&ca=/etc/portal/ca.pem",
      "/portal_restored",
    ],
  });
});

test("an address that still leads to the live schema stops it", () => {
  expect(restored("/portal", "/portal", "/portal;x").code).toBe(1);
});
