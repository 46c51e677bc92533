import path from "node:path";
import { aptInstall, findProgram, isExecutable } from "./install.mjs";
import { run } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/**
 * The server that `DATABASE_SERVER` names, or one that is found; installs MariaDB if there is none and that is possible.
 * Returns `{ kind: "mariadb" | "mysql", server, install }`; refuses with what to install.
 */
export async function ensureDatabaseBinaries() {
  const named = process.env.DATABASE_SERVER;
  if (named) {
    const kind = await kindOf(named);
    if (!kind) throw new Refusal(`DATABASE_SERVER is ${named}, which does not run as a database server.`);
    const own = path.join(path.dirname(named), "mariadb-install-db");
    const install = isExecutable(own) ? own : findProgram("mariadb-install-db", "mysql_install_db");
    return { kind, server: named, install };
  }
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
    const kind = await kindOf(server);
    if (kind === "mysql" || (kind === "mariadb" && install)) return { kind, server, install };
  }
  return undefined;
}

async function kindOf(server) {
  const { code, output } = await run(server, ["--no-defaults", "--version"], { quiet: true });
  if (code !== 0) return undefined;
  return /mariadb/i.test(output) ? "mariadb" : "mysql";
}
