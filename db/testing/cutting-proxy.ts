import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface CuttingProxy {
  /** The given database URL, through the proxy. */
  url: string;
  /** Cuts the connection at each of the next `times` COMMITs, before the client gets the answer. */
  cutCommits: (times: number, when: "before" | "after") => void;
  /** Cuts the connection once, after this many more bytes of answers. */
  cutAnswers: (bytes: number) => void;
  close: () => Promise<void>;
}

/**
 * A TCP proxy in front of a database server that can lose the answer to a COMMIT: `after` cuts once the server has
 * committed, `before` cuts without passing the COMMIT on.
 */
export async function openCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const plan = { times: 0, when: "after" as "before" | "after", bytes: Infinity };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
    }
    let isDeaf = false;
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (chunk) => {
      // Knex ends a transaction with exactly this text; the session's setup contains READ-COMMITTED, which must not
      // match.
      const isCommit = plan.times > 0 && chunk.toString("latin1").endsWith("COMMIT;");
      if (isCommit) plan.times -= 1;
      if (isCommit && plan.when === "before") return cut();
      if (isCommit) isDeaf = true;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      plan.bytes -= chunk.length;
      if (!isDeaf && plan.bytes > 0) return client.write(chunk);
      if (plan.bytes <= 0) plan.bytes = Infinity;
      cut();
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAnswers: (bytes) => Object.assign(plan, { bytes }),
    cutCommits: (times, when) => Object.assign(plan, { times, when }),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
