import net from "node:net";

const host = "127.0.0.1";

/** Whether a server could listen on this port now. */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
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
