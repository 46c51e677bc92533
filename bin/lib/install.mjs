import { accessSync, constants } from "node:fs";
import path from "node:path";
import { run } from "./processes.mjs";
import { Refusal, step } from "./say.mjs";

const usual_folders = [
  "/usr/sbin",
  "/usr/bin",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/libexec",
  "/usr/local/mysql/bin",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/mariadb/bin",
  "/opt/homebrew/opt/mysql/bin",
];

/** Full path of the first of these programs found on PATH or in the usual folders; undefined if there is none. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter).filter(Boolean), ...usual_folders];
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs Debian packages if that needs no password or answer; otherwise throws a refusal with what to install. */
export async function aptInstall(packages, what) {
  const advice = `${what} is missing: please install it (on Debian or Ubuntu: sudo apt-get install ${packages.join(" ")}) and start again.`;
  const prefix = await aptPrefix();
  if (!prefix) throw new Refusal(advice);
  const [command, ...before] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
  const options = ["-o", "DPkg::Lock::Timeout=120", "-y"];
  await step(`installing ${packages.join(", ")} with apt-get`, async () => {
    await run(command, [...before, ...options, "update"], { quiet: true });
    const { code, output } = await run(
      command,
      [...before, ...options, "install", "--no-install-recommends", ...packages],
      { quiet: true },
    );
    if (code !== 0) throw new Refusal(`${output.trim().split("\n").slice(-5).join("\n")}\n${advice}`);
  });
}

async function aptPrefix() {
  if (!findProgram("apt-get")) return undefined;
  if (process.getuid?.() === 0) return [];
  if (!findProgram("sudo")) return undefined;
  return (await run("sudo", ["-n", "true"], { quiet: true })).code === 0 ? ["sudo", "-n"] : undefined;
}

/** Path of a Chromium for the browser tests; installs it if it is missing and can be installed. */
export async function ensureChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  const given = process.env.CHROMIUM_PATH;
  if (given && isExecutable(given)) return given;
  const found = findProgram(...names);
  if (found) return found;
  await aptInstall(["chromium"], "Chromium");
  const installed = findProgram(...names);
  if (!installed) throw new Refusal("Chromium was installed but is not on PATH: set CHROMIUM_PATH to it.");
  return installed;
}
