import { aptInstall, findProgram } from "./install.mjs";
import { run } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/**
 * Finds a MySQL-compatible server, and installs MariaDB if there is none and that is possible. Returns `{ kind:
 * "mariadb" | "mysql", server, install }`; refuses with what to install.
 */
export async function ensureDatabaseBinaries() {
  const found = await findDatabaseBinaries();
  if (found) return found;
  await aptInstall(
    ["mariadb-server-core", "mariadb-client-core"],
    "A database server (MariaDB 10.11+ or MySQL 8+)",
  );
  const installed = await findDatabaseBinaries();
  if (!installed) {
    throw new Refusal("MariaDB was installed, but mariadbd and mariadb-install-db were not found on PATH.");
  }
  return installed;
}

async function findDatabaseBinaries() {
  const install = findProgram("mariadb-install-db", "mysql_install_db");
  for (const name of ["mariadbd", "mysqld"]) {
    const server = findProgram(name);
    if (!server) continue;
    const { code, output } = await run(server, ["--no-defaults", "--version"], { quiet: true });
    if (code !== 0) continue;
    if (!/mariadb/i.test(output)) return { kind: "mysql", server, install: undefined };
    if (install) return { kind: "mariadb", server, install };
  }
  return undefined;
}
