import knex, { type Knex } from "knex";
import { type RawConnection, answered, ask, distrust, drop, isTrusted, mayBeUsed, trust, within } from "./connection-trust"; // prettier-ignore

/** What a pool adds to the driver's settings. */
export interface PoolBounds {
  /** Milliseconds until the client gives up and drops its connection; 0 for never. */
  clientTimeout_ms: number;
  /** Sent to each new connection, one after the other. */
  session: readonly string[];
}

/** How long a server may take for each statement that prepares a session. */
const PREPARE_LIMIT_MS = 1500;
/** How long a server may take to close its side after ours. */
const CLOSE_LIMIT_MS = 1000;

/*
 * How long an answer about the server is good for: a second where a statement to one that says nothing is given up soon,
 * no time where it would be waited for longer.
 */
const SOON_MS = 5000;
const askEvery_ms = (clientTimeout_ms: number) =>
  clientTimeout_ms > 0 && clientTimeout_ms <= SOON_MS ? 1000 : 0;

/* Parts of the query builder that its types leave out; a transaction uses them too, by way of the prototype. */
interface Mysql2Client {
  config: Knex.Config & { bounds?: PoolBounds };
  connectionSettings: { host?: string; port?: number; socketPath?: string };
  acquireRawConnection(): Promise<RawConnection>;
  destroyRawConnection(connection: RawConnection): Promise<void>;
  validateConnection(connection: RawConnection): boolean | Promise<boolean>;
  _query(connection: RawConnection, query: unknown): Promise<unknown>;
}
type ClientClass = new (config: Knex.Config) => Mysql2Client;

const Mysql2 = (knex({ client: "mysql2" }).client as object).constructor as ClientClass;

/**
 * The query builder's client for MySQL and MariaDB, with connections that set their own state, give up on a silent server
 * at every statement, BEGIN and COMMIT included, and are dropped once they cannot be trusted.
 */
class PoolClient extends Mysql2 {
  override async acquireRawConnection(): Promise<RawConnection> {
    const connection = await super.acquireRawConnection();
    try {
      for (const sql of this.config.bounds?.session ?? []) await ask(connection, sql, PREPARE_LIMIT_MS);
    } catch (error) {
      drop(connection);
      throw error;
    }
    const { socketPath, host, port } = this.connectionSettings;
    trust(connection, socketPath ?? `${host}:${port}`);
    return connection;
  }

  override async destroyRawConnection(connection: RawConnection): Promise<void> {
    // Nobody listens any more, and an error that nobody listens to would end the process.
    connection.removeAllListeners("error");
    connection.on("error", () => undefined);
    if (!isTrusted(connection)) return drop(connection);
    connection.end();
    setTimeout(() => connection.stream.destroy(), CLOSE_LIMIT_MS).unref();
  }

  override async validateConnection(connection: RawConnection): Promise<boolean> {
    const { clientTimeout_ms = 0 } = this.config.bounds ?? {};
    return (
      (await super.validateConnection(connection)) && mayBeUsed(connection, askEvery_ms(clientTimeout_ms))
    );
  }

  override async _query(connection: RawConnection, query: unknown): Promise<unknown> {
    const sent_at = performance.now();
    try {
      const answer = await within(this.config.bounds?.clientTimeout_ms ?? 0, super._query(connection, query));
      answered(connection);
      return answer;
    } catch (error) {
      distrust(connection, error, sent_at);
      throw error;
    }
  }
}

/** Opens a pool whose connections are as `bounds` say. Connects on first use. */
export function openPool(config: Knex.Config, bounds: PoolBounds): Knex {
  return knex({ ...config, client: PoolClient as unknown as typeof Knex.Client, ...{ bounds } });
}
