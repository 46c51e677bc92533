import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { NextRequest } from "next/server";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { env } from "@/lib/env";
import { watchRequests } from "@/lib/lifecycle/watch-requests";

type Handler = (request: NextRequest) => Promise<Response>;

export interface RouteServer {
  origin: string;
  /** Asks on a connection of its own and reads the head of the answer, and nothing more of it. */
  askAndStopReading: (path: string, cookie: string) => Promise<{ status: number; socket: Socket }>;
  close: () => void;
}

/** Serves routes over real sockets as the product does: behind its watch, with the framework's own way of writing. */
export async function serveRoutes(handlerOf: (path: string) => Handler): Promise<RouteServer> {
  watchRequests();
  const server = createServer((incoming, response) => {
    const gone = new AbortController();
    response.once("close", () => response.writableFinished || gone.abort());
    const path = incoming.url ?? "/";
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const request = new NextRequest(`${env().APP_ORIGIN}${path}`, {
      method: incoming.method,
      headers,
      signal: gone.signal,
    });
    void handlerOf(path)(request).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body) await pipeToNodeResponse(answer.body, response).catch(() => response.destroy());
      else response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const askAndStopReading: RouteServer["askAndStopReading"] = async (path, cookie) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n\r\n`);
    const [head] = (await once(socket, "data")) as [Buffer];
    socket.pause();
    return { status: Number(head.toString("latin1").split(" ")[1]), socket };
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    askAndStopReading,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
