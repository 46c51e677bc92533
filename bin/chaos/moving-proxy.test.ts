import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type MovingProxy, openMovingProxy } from "./moving-proxy.mjs";

/* Servers that answer each word with their own name and the word. */
let servers: { server: Server; port: number }[];
let proxy: MovingProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  servers = await Promise.all(["a", "b"].map(named));
  proxy = await openMovingProxy(servers[0]?.port ?? 0);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  for (const { server } of servers) server.close();
});

async function named(name: string) {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket
      .on("error", () => socket.destroy())
      .on("data", (word) => socket.write(`${name}${word.toString()}`));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, port: (server.address() as AddressInfo).port };
}

async function client() {
  const socket = connect(proxy.port, "127.0.0.1");
  sockets.push(socket);
  await once(socket, "connect");
  return socket;
}
async function said(socket: Socket, word: string): Promise<string> {
  socket.write(word);
  const [answer] = (await once(socket, "data")) as [Buffer];
  return answer.toString();
}

test("it passes on, and cuts", async () => {
  const socket = await client();
  expect(await said(socket, "1")).toBe("a1");
  const gone = once(socket, "error");
  proxy.cutAll();
  await gone;
  expect(await said(await client(), "2")).toBe("a2");
});

test("what is swallowed never arrives, the connection stays open, and a new one works", async () => {
  const socket = await client();
  await said(socket, "1");
  proxy.swallow();
  let heard = "";
  socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
  socket.write("2");
  proxy.listen();
  socket.write("3");
  expect(await said(await client(), "4")).toBe("a4");
  expect([heard, socket.destroyed]).toEqual(["", false]);
});

test("a move leaves the old connections silent and brings new ones to the other port", async () => {
  const socket = await client();
  await said(socket, "1");
  proxy.moveTo(servers[1]?.port ?? 0);
  let heard = "";
  socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
  socket.write("2");
  expect(await said(await client(), "3")).toBe("b3");
  expect([heard, socket.destroyed]).toEqual(["", false]);
});
