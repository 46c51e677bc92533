import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface MovingProxy {
  /** A database URL, through the proxy. */
  through: (databaseUrl: string) => string;
  /** Where connections lead from now on; those that are open stay where they are. */
  moveTo: (databaseUrl: string) => void;
  close: () => Promise<void>;
}

/** An address that leads to one server and later to another, as a service name or a virtual address does. */
export async function openMovingProxy(databaseUrl: string): Promise<MovingProxy> {
  let target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
    }
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    through: (text) => {
      const url = new URL(text);
      url.hostname = "127.0.0.1";
      url.port = String((server.address() as AddressInfo).port);
      return url.href;
    },
    moveTo: (text) => {
      target = new URL(text);
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
