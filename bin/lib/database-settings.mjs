import os from "node:os";

const mb = 1024 * 1024;

/** A quarter of the memory this process may use, between 256 MB and 6 GB. */
function bufferPoolBytes() {
  const allowed = process.constrainedMemory?.() ?? 0;
  const memory = allowed > 0 && allowed < os.totalmem() ? allowed : os.totalmem();
  return Math.floor(Math.min(Math.max(memory / 4, 256 * mb), 6144 * mb) / mb) * mb;
}

/** Command-line settings of the private server: durable, loopback only, sized to the machine. */
export function serverArguments({ kind, files, port, buffer_pool_mb }) {
  const pool = buffer_pool_mb ? buffer_pool_mb * mb : bufferPoolBytes();
  return [
    "--no-defaults",
    ...asRoot(),
    `--datadir=${files.data}`,
    `--tmpdir=${files.tmp}`,
    `--socket=${files.socket}`,
    `--pid-file=${files.pid}`,
    `--log-error=${files.log}`,
    "--bind-address=127.0.0.1",
    `--port=${port}`,
    "--skip-name-resolve",
    "--skip-log-bin",
    "--local-infile=0",
    "--max-connections=200",
    "--max-allowed-packet=64M",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--default-time-zone=+00:00",
    "--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-doublewrite=1",
    `--innodb-buffer-pool-size=${pool}`,
    // Index builds sort in this much memory; they take most of the time of a load of millions.
    "--innodb-sort-buffer-size=64M",
    ...(kind === "mysql"
      ? ["--innodb-redo-log-capacity=1024M", "--secure-file-priv=NULL", "--mysqlx=OFF"]
      : [`--innodb-log-file-size=${buffer_pool_mb ? "256M" : "768M"}`]),
  ];
}

/** Both servers refuse to run as root without this option. */
export const asRoot = () => (process.getuid?.() === 0 ? ["--user=root"] : []);
