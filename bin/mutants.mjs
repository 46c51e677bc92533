import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { openMutantBed } from "./lib/mutant-bed.mjs";
import { mutationsOf } from "./lib/mutations.mjs";
import { ensureRuntime } from "./lib/node-runtime.mjs";
import { inRoot } from "./lib/paths.mjs";
import { run, runProgram } from "./lib/processes.mjs";
import { Refusal, say, seconds, wholeNumber } from "./lib/say.mjs";

const HELP = `Changes the source in small ways and looks whether a test notices. For the night, not for every push.

  npm run mutants -- lib/bulk db/jobs/jobs.ts   mutants of these files and folders, against the tests that import them
  npm run mutants -- --listed [word]            the listed edits (bin/listed-mutants.json), each against the test it names

  --seed N    which of the mutants are taken, when not all are (1)
  --most N    how many at most (40)
  --limit S   seconds for the tests of one mutant; one that takes longer counts as noticed (300)

Everything happens in a copy; the working tree is never written to. A mutant that no
test notices is printed with its place and edit, and the exit code is 1.`;

async function main() {
  const { values, positionals } = parseArgs({
    options: {
      listed: { type: "boolean" },
      help: { type: "boolean" },
      seed: { type: "string", default: "1" },
      most: { type: "string", default: "40" },
      limit: { type: "string", default: "300" },
    },
    allowPositionals: true,
  });
  if (values.help) return say(HELP);
  if (!values.listed && positionals.length === 0) throw new Refusal(HELP);
  const [seed, most, limit_s] = ["seed", "most", "limit"].map((name) =>
    wholeNumber(`--${name}`, values[name], 1, 999_999_999),
  );
  const node = await ensureRuntime();
  const mutants = values.listed
    ? listedMutants(positionals)
    : sample(await mutantsOf(positionals), seed, most);
  const bed = await openMutantBed(node);
  const survivors = [];
  const known = new Map();
  for (const [at, mutant] of mutants.entries()) {
    const from = performance.now();
    const verdict = await judge(bed, mutant, limit_s, known);
    if (verdict === "survived") survivors.push(mutant);
    say(`${at + 1}/${mutants.length} ${verdict} ${told(mutant)} (${seconds(from)})`);
  }
  say(`\n${mutants.length} mutants, ${survivors.length} survived`);
  for (const mutant of survivors) say(`survived ${told(mutant)}`);
  return survivors.length === 0 ? 0 : 1;
}

const short = (text) => JSON.stringify(text.length > 90 ? `${text.slice(0, 87)}...` : text);
const told = ({ path, line, before, text, why }) =>
  `${path}:${line} ${why ? `${why}: ` : ""}${short(before)} -> ${short(text)}`;

/* Runs tests that need no database first, since they are quick. If no test imports a file, its mutants survive. */
async function judge(bed, mutant, limit_s, known) {
  const { path, from, to, text, test, name } = mutant;
  const source = bed.read(path);
  const rounds = test
    ? [["run", test, ...(name ? ["-t", name] : [])]]
    : ["unit", "db", "kills"].map((project) => [
        "related",
        path,
        "--run",
        "--passWithNoTests",
        "--project",
        project,
      ]);
  for (const args of rounds) {
    const key = args.join(" ");
    if (!known.has(key)) known.set(key, await bed.vitest(args, limit_s));
    const { outcome, output } = known.get(key);
    if (outcome !== "passed") throw new Refusal(`Without any mutant: vitest ${key} ${outcome}.\n${output}`);
  }
  bed.write(path, source.slice(0, from) + text + source.slice(to));
  try {
    for (const args of rounds) {
      const { outcome } = await bed.vitest([...args, "--bail", "1"], limit_s);
      if (outcome !== "passed") return outcome === "late" ? "noticed, too late" : "noticed";
    }
    return "survived";
  } finally {
    bed.write(path, source);
  }
}

/** The listed edits. Each must match its file in exactly one place, so that an outdated list fails loudly. */
function listedMutants(words) {
  const listed = JSON.parse(readFileSync(inRoot("bin", "listed-mutants.json"), "utf8"));
  const mutants = listed.map(({ why, file, find, replace, test, name }) => {
    const source = readFileSync(inRoot(file), "utf8");
    const from = source.indexOf(find);
    if (from < 0 || source.indexOf(find, from + 1) >= 0) {
      throw new Refusal(`bin/listed-mutants.json: "${why}" must fit ${file} in exactly one place.`);
    }
    const line = source.slice(0, from).split("\n").length;
    return { path: file, from, to: from + find.length, before: find, text: replace, line, why, test, name };
  });
  return mutants.filter(({ why, path }) => words.every((word) => `${why} ${path}`.includes(word)));
}

async function mutantsOf(paths) {
  for (const each of paths) if (!statSync(inRoot(each), { throwIfNoEntry: false })) throw new Refusal(`There is no ${each}.`); // prettier-ignore
  const { output } = await run("git", ["ls-files", "-z", ...paths], { quiet: true });
  const files = output.split("\0").filter((file) => /^(lib|db)\/.*\.ts$/.test(file));
  const sources = files.filter(
    (file) => !/\.test\.ts$|\/testing\/|^db\/(migrations|seeds|bench)\//.test(file),
  );
  return sources.flatMap((file) => mutationsOf(file, readFileSync(inRoot(file), "utf8")));
}

/* Drawn by the seed, in the order of the files so that a run can be read alongside the source. */
function sample(mutants, seed, most) {
  let state = seed >>> 0;
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const drawn = mutants.map((mutant, at) => ({ mutant, at, lot: draw() }));
  const taken = drawn.sort((a, b) => a.lot - b.lot).slice(0, most);
  return taken.sort((a, b) => a.at - b.at).map(({ mutant }) => mutant);
}

await runProgram(main);
