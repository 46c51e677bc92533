import mysql, { type Connection } from "mysql2/promise";
import { parseDatabaseUrl } from "@/db/database-url";
import { type KillableServer, startKillableServer } from "./killable-server";

/** Two servers, of which the second repeats what is done on the first. Both let the same users in. */
export interface ReplicaPair {
  old: KillableServer;
  next: KillableServer;
  /** The first takes no writes from now on, and the second has all that it took. */
  close: () => Promise<void>;
  /** Resolves once the second has all that the first took. */
  untilSame: () => Promise<void>;
  /** The second takes writes from now on. */
  promote: () => Promise<void>;
  remove: () => Promise<void>;
}

const PASSWORD = "the-replica-of-this-test";

interface Words {
  position: string;
  from: (port: string) => string;
  start: string;
  stop: string;
  wait: string;
}

const MARIADB: Words = {
  position: "SHOW MASTER STATUS",
  from: (port) =>
    `CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ${port}, MASTER_USER = 'replica', MASTER_PASSWORD = '${PASSWORD}'`,
  start: "START SLAVE",
  stop: "STOP SLAVE",
  wait: "SELECT MASTER_POS_WAIT(?, ?, 20) AS waited",
};
const MYSQL: Words = {
  position: "SHOW BINARY LOG STATUS",
  from: (port) =>
    `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = ${port}, SOURCE_USER = 'replica', SOURCE_PASSWORD = '${PASSWORD}', GET_SOURCE_PUBLIC_KEY = 1`,
  start: "START REPLICA",
  stop: "STOP REPLICA",
  wait: "SELECT SOURCE_POS_WAIT(?, ?, 20) AS waited",
};

/** Starts both, with replication between them; the second is read-only. */
export async function startReplicaPair(): Promise<ReplicaPair> {
  const [old, next] = [await serverNumber(1), await serverNumber(2)];
  const [first, second] = [await rootOf(old), await rootOf(next)];
  const [[row]] = (await first.query("SELECT VERSION() AS version")) as unknown as [[{ version: string }]];
  const words = row.version.includes("MariaDB") ? MARIADB : MYSQL;
  await sameUsers(second, old);
  await first.query(`CREATE USER 'replica'@'%' IDENTIFIED BY '${PASSWORD}'`);
  await first.query("GRANT REPLICATION SLAVE ON *.* TO 'replica'@'%'");
  await second.query(words.from(new URL(old.urls.DATABASE_URL).port));
  await second.query(words.start);
  await second.query("SET GLOBAL read_only = 1");
  const untilSame = async () => {
    const [[at]] = (await first.query(words.position)) as unknown as [[{ File: string; Position: number }]];
    const [[done]] = (await second.query(words.wait, [at.File, at.Position])) as unknown as [
      [{ waited: number | null }],
    ];
    if (done.waited === null || done.waited < 0) throw new Error("the replica did not follow");
  };
  return {
    old,
    next,
    untilSame,
    close: async () => {
      await first.query("SET GLOBAL read_only = 1");
      await untilSame();
    },
    promote: async () => {
      await second.query(words.stop);
      await second.query("SET GLOBAL read_only = 0");
    },
    remove: async () => {
      first.destroy();
      second.destroy();
      old.thaw();
      await Promise.all([old.remove(), next.remove()]);
    },
  };
}

const serverNumber = (id: number) =>
  startKillableServer({
    isDurable: false,
    settings: ["--log-bin=log", `--server-id=${id}`, "--log-bin-trust-function-creators=1"],
  });

const rootOf = ({ root_url }: KillableServer) => mysql.createConnection(parseDatabaseUrl(root_url));

/* Each server made its own passwords. */
async function sameUsers(root: Connection, { urls }: KillableServer): Promise<void> {
  for (const url of Object.values(urls)) {
    const { username, password } = new URL(url);
    await root.query("ALTER USER ?@'127.0.0.1' IDENTIFIED BY ?", [username, decodeURIComponent(password)]);
  }
}
