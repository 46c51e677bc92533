import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { aptInstall, findProgram, isExecutable } from "./lib/install.mjs";
import { ensureRuntime } from "./lib/node-runtime.mjs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";
import { run, runProgram } from "./lib/processes.mjs";
import { Refusal, step } from "./lib/say.mjs";

/* MySQL and the newer MariaDB, which Debian keeps in `sid` alone. */
const servers = {
  mysql: { packages: ["mysql-server-core"], program: "mysqld" },
  mariadb: { packages: ["mariadb-server-core", "mariadb-client-core"], program: "mariadbd" },
};

/**
 * Runs the database tests on another server than the machine's own: `node bin/newer-server.mjs mysql|mariadb [arguments of
 * vitest]`. The first call unpacks a minimal `sid` with the server into the data folder, about 750 MB; nothing outside it
 * changes.
 */
async function main() {
  const [name, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--");
  if (!Object.hasOwn(servers, name ?? "")) {
    throw new Refusal(`There is no server "${name ?? ""}" here: use mysql or mariadb.`);
  }
  const node = await ensureRuntime();
  const env = { ...process.env, DATABASE_SERVER: await ensureServer(name, servers[name]) };
  const { code } = await run(node, [inRoot("bin", "test.mjs"), "db", "--", ...rest], { env });
  return code;
}

async function ensureServer(name, { packages, program }) {
  const folder = path.join(dataDirectory(), `${name}-sid`);
  const server = path.join(folder, program);
  if (isExecutable(server)) return server;
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Refusal(
      `Unpacking ${name} needs root on Linux. Or name a server of yours: DATABASE_SERVER=/usr/sbin/${program} npm test -- db`,
    );
  }
  if (!findProgram("debootstrap")) await aptInstall(["debootstrap"], "debootstrap");
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const root = path.join(fresh, "root");
  await step("unpacking a minimal Debian sid", () => must("debootstrap", ["--variant=minbase", "sid", root]));
  const install = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", ...packages];
  await step(`installing ${packages.join(" and ")} in it`, () => must("chroot", [root, ...install]));
  if (!existsSync(path.join(root, "usr", "sbin", program))) {
    throw new Refusal(`${packages[0]} was installed without usr/sbin/${program}.`);
  }
  writeScript(path.join(fresh, program), launcher(root, path.join(folder, "root"), program));
  if (name === "mariadb") {
    writeScript(path.join(fresh, "mariadb-install-db"), installer(path.join(folder, "root")));
  }
  renameSync(fresh, folder);
  return server;
}

function writeScript(file, text) {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/* The server runs with the libraries of its own system and sees this machine's files. */
function launcher(unpacked, root, program) {
  const libraries = readdirSync(path.join(unpacked, "usr", "lib")).find((each) =>
    each.endsWith("-linux-gnu"),
  );
  const loader = readdirSync(path.join(unpacked, "usr", "lib", libraries)).find((each) =>
    /^ld-linux.*\.so/.test(each),
  );
  const lib = `${root}/usr/lib/${libraries}`;
  const messages = program === "mysqld" ? ` --lc-messages-dir="${root}/usr/share/mysql"` : "";
  return `#!/bin/sh
exec "${lib}/${loader}" --library-path "${lib}:${lib}/mysql/private:${root}/usr/lib/mysql/private" "${root}/usr/sbin/${program}" "$@" --basedir="${root}/usr"${messages}
`;
}

/* Its own script starts programs by their names, so the folder is made inside its system and taken out. */
function installer(root) {
  return `#!/bin/sh -e
for each; do
  shift
  case "$each" in --datadir=*) data="\${each#*=}" ;; *) set -- "$@" "$each" ;; esac
done
made="$(mktemp -d -p "${root}/tmp")"
TMPDIR=/tmp chroot "${root}" mariadb-install-db "$@" --force --datadir="/tmp/$(basename "$made")"
cp -a "$made/." "$data"
rm -rf "$made"
`;
}

async function must(command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0) throw new Refusal(output.trim().split("\n").slice(-5).join("\n"));
}

await runProgram(main);
