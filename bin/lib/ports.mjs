import net from "node:net";
import { Refusal } from "./say.mjs";

const host = "127.0.0.1";

/** Whether a server could listen on this port now. */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const unable = {
  EADDRINUSE: (port, at) =>
    `Port ${port} of ${at} is in use by another program: stop it, or choose another one, as in PORT=${port + 1}.`,
  EADDRNOTAVAIL: (_port, at) => `HOSTNAME ${at} is not an address of this machine.`,
  EACCES: (port) => `This user may not listen on port ${port}: choose one from 1024 on, as in PORT=3000.`,
};

/** Refuses, with what to do, if a server cannot listen there now. */
export async function refuseToListen(port_text, at = host) {
  const port = Number(port_text);
  if (!/^\d{1,5}$/.test(port_text) || port < 1 || port > 65535)
    throw new Refusal("PORT must be a number from 1 to 65535.");
  await new Promise((resolve, reject) => {
    const server = net.createServer();
    const refuse = (error) =>
      reject(
        new Refusal(
          unable[error.code]?.(port, at) ?? `${at}:${port} cannot be listened on: ${error.message}.`,
        ),
      );
    server.once("error", refuse);
    server.listen({ port, host: at, exclusive: true }, () => server.close(resolve));
  });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Resolves to true once a MySQL-compatible server greets on the port, which it does only when ready for connections.
 */
export function databaseAnswers(port, timeout_ms = 1000) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeout_ms, () => settle(false));
    socket.once("error", () => settle(false));
    socket.once("end", () => settle(false));
    // The first packet: a frame of 4 bytes, then protocol version 10, or 0xff for "too many connections".
    socket.once("data", (data) => settle(data[4] === 10 || data[4] === 0xff));
  });
}
