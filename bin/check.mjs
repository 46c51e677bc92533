import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ensureRuntime, toolEnvironment } from "./lib/node-runtime.mjs";
import { inRoot } from "./lib/paths.mjs";
import { isEnding, run, runProgram } from "./lib/processes.mjs";
import { Refusal, say, seconds } from "./lib/say.mjs";

const layers = ["app", "components", "lib", "db", "worker", "cli", "e2e"].filter((folder) =>
  existsSync(inRoot(folder)),
);

/** Each check's name and commands, slowest first so that two at a time end together. */
const checks = [
  ["lint", [["eslint", ".", "--max-warnings", "0"]]],
  [
    "types",
    [
      ["next", "typegen"],
      ["tsc", "--noEmit"],
    ],
  ],
  ["format", [["prettier", "--check", "--log-level", "warn", "."]]],
  ["layers", [["depcruise", ...layers, "--config", ".dependency-cruiser.cjs"]]],
  ["circles", [["depcruise", ...layers, "--config", "bin/lint/circles.cjs"]]],
  ["unused", [["knip"]]],
  ["laws", [["node", "bin/check-laws.mjs"]]],
  ["rooms", [["node", "bin/check-rooms.mjs"]]],
  ["lockfile", [["node", "bin/check-lockfile.mjs"]]],
  ["docs", [["node", "bin/check-docs.mjs"]]],
  ["secrets", [["node", "bin/check-secrets.mjs"]]],
];

/**
 * Runs all checks or the named ones, and prints the output of those that fail. `--json FILE` writes the counts there.
 */
async function main() {
  const { values, positionals } = parseArgs({
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  const names = checks.map(([name]) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Refusal(`There is no check "${unknown}": use ${names.join(", ")}, or none of them for all.`);
  const node = await ensureRuntime();
  const env = toolEnvironment(node);
  const waiting = checks.filter(([name]) => positionals.length === 0 || positionals.includes(name));
  const counts = { passed: 0, failed: 0 };
  const workers = [1, 2].map(async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      counts[(await passes(check, env)) ? "passed" : "failed"] += 1;
    }
  });
  await Promise.all(workers);
  say(`checks: ${counts.passed} passed, ${counts.failed} failed`);
  if (values.json) writeFileSync(values.json, JSON.stringify(counts));
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

async function passes([name, commands], env) {
  const from = performance.now();
  for (const [tool, ...args] of commands) {
    const program = tool === "node" ? "node" : inRoot("node_modules", ".bin", tool);
    const { code, output } = await run(program, args, { env, quiet: true });
    if (code === 0) continue;
    if (!isEnding()) say(`✗ ${name} (${seconds(from)})\n${output.trim()}\n`);
    return false;
  }
  say(`✓ ${name} (${seconds(from)})`);
  return true;
}

await runProgram(main);
