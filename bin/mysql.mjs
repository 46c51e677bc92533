import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { aptInstall, findProgram, isExecutable } from "./lib/install.mjs";
import { ensureRuntime } from "./lib/node-runtime.mjs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";
import { run, runProgram } from "./lib/processes.mjs";
import { Refusal, step } from "./lib/say.mjs";

/**
 * Runs the database tests on MySQL, which Debian keeps in `sid` alone: `node bin/mysql.mjs [arguments of vitest]`. The
 * first call unpacks a minimal `sid` with the server into the data folder, about 750 MB; nothing outside it changes.
 */
async function main() {
  const node = await ensureRuntime();
  const server = await ensureMysql();
  const extra = process.argv.slice(2).filter((argument) => argument !== "--");
  const env = { ...process.env, DATABASE_SERVER: server };
  const { code } = await run(node, [inRoot("bin", "test.mjs"), "db", "--", ...extra], { env });
  return code;
}

async function ensureMysql() {
  const folder = path.join(dataDirectory(), "mysql-sid");
  const server = path.join(folder, "mysqld");
  if (isExecutable(server)) return server;
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Refusal(
      "Unpacking MySQL needs root on Linux. Or name a server of yours: DATABASE_SERVER=/usr/sbin/mysqld npm test -- db",
    );
  }
  if (!findProgram("debootstrap")) await aptInstall(["debootstrap"], "debootstrap");
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const root = path.join(fresh, "root");
  await step("unpacking a minimal Debian sid", () => must("debootstrap", ["--variant=minbase", "sid", root]));
  const install = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", "mysql-server-core"];
  await step("installing mysql-server-core in it", () => must("chroot", [root, ...install]));
  writeLauncher(fresh, folder);
  renameSync(fresh, folder);
  return server;
}

/* The server runs with the libraries of its own system and sees this machine's files. */
function writeLauncher(fresh, folder) {
  const root = path.join(folder, "root");
  const libraries = readdirSync(path.join(fresh, "root", "usr", "lib")).find((name) =>
    name.endsWith("-linux-gnu"),
  );
  const loader = readdirSync(path.join(fresh, "root", "usr", "lib", libraries)).find((name) =>
    /^ld-linux.*\.so/.test(name),
  );
  if (!existsSync(path.join(fresh, "root", "usr", "sbin", "mysqld"))) {
    throw new Refusal("mysql-server-core was installed without usr/sbin/mysqld.");
  }
  const lib = `${root}/usr/lib/${libraries}`;
  const script = `#!/bin/sh
exec "${lib}/${loader}" --library-path "${lib}:${lib}/mysql/private:${root}/usr/lib/mysql/private" "${root}/usr/sbin/mysqld" "$@" --basedir="${root}/usr" --lc-messages-dir="${root}/usr/share/mysql"
`;
  writeFileSync(path.join(fresh, "mysqld"), script);
  chmodSync(path.join(fresh, "mysqld"), 0o755);
}

async function must(command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0) throw new Refusal(output.trim().split("\n").slice(-5).join("\n"));
}

await runProgram(main);
