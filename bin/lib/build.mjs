import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compilePrograms } from "./compile.mjs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Refusal, step } from "./say.mjs";

const inputs = ["app", "components", "lib", "db", "worker", "cli", "public"];
const input_file =
  /^(package-lock\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(proxy|instrumentation[\w-]*)\.ts)$/;
const marker = inRoot(".next", "passdesk-build");

export const serverFile = inRoot(".next", "standalone", "server.js");
const programs = inRoot(".next", "programs");
/** The compiled `worker` or `passdesk`. */
export const programFile = (name) => path.join(programs, `${name}.mjs`);

/** Whether a complete build exists; one made by `next build` alone lacks its static files. */
export const isBuilt = () => existsSync(serverFile) && existsSync(marker);

/** Whether the source that lies here is another one than was built; a build that was copied alone is never stale. */
export const isStale = () => existsSync(inRoot("cli", "main.ts")) && builtFrom() !== hashOfInputs();

const builtFrom = () => readFileSync(marker, "utf8").trim();

/** Builds the product if its inputs have changed since the last build. */
export async function ensureBuild(env) {
  const wanted = hashOfInputs();
  if (isBuilt() && builtFrom() === wanted) return;
  await build(env);
}

/** Builds the web application, completes the standalone folder, and compiles worker and command line beside it. */
export async function build(env) {
  const inputs_hash = hashOfInputs();
  await step("building web, worker and command line", async () => {
    rmSync(marker, { force: true });
    const { code, output } = await run(inRoot("node_modules", ".bin", "next"), ["build"], {
      env,
      quiet: true,
    });
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed: see its message above.`);
    completeStandalone();
    await compilePrograms(programs);
    writeFileSync(marker, `${inputs_hash}\n`);
  });
}

/**
 * `next build` leaves static files out, expecting a CDN, and copies every `.env*` in, which must not travel with a
 * build.
 */
function completeStandalone() {
  const standalone = inRoot(".next", "standalone");
  cpSync(inRoot(".next", "static"), path.join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(inRoot("public")))
    cpSync(inRoot("public"), path.join(standalone, "public"), { recursive: true });
  for (const name of readdirSync(standalone).filter((each) => each.startsWith(".env")))
    rmSync(path.join(standalone, name));
}

/** Tests are not part of the build, so changing one does not require another build. */
function hashOfInputs() {
  const hash = createHash("sha256");
  const files = [
    ...inputs.flatMap((folder) => filesUnder(folder)),
    ...readdirSync(root).filter((name) => input_file.test(name)),
  ];
  for (const file of files.filter((name) => !/\.test\.tsx?$/.test(name)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}
