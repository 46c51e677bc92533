import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { ask, ORIGIN } from "./ask";
import { readyExport } from "./background-export";
import { expect, test } from "./fixtures";

/** Asks on a connection of its own, reads the head of the answer and nothing more. */
async function askAndStopReading(path: string, cookie = ""): Promise<{ status: number; socket: Socket }> {
  const { hostname, port, host } = new URL(ORIGIN);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  await once(socket, "readable");
  const head = socket.read(16) as Buffer;
  return { status: Number(head.toString("latin1").split(" ")[1]), socket };
}

test("a manager who asks for 128 downloads and reads none has four; nobody else is refused anything", async ({
  cookieOf,
}) => {
  const manager = await cookieOf("manager");
  const columns = "id,pass_uuid,status,product_name,product_uuid,time_created,time_used,expiration,user_id";
  const body = { name: "Read by nobody", format: "ndjson", columns, time_zone: "UTC", search: "" };
  const { id, bytes } = await readyExport(manager, body);
  // More than both ends of a connection hold by themselves.
  expect(bytes).toBeGreaterThan(5_500_000);
  const sockets: Socket[] = [];
  const statuses: number[] = [];
  for (let asked = 0; asked < 128; asked += 8) {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => askAndStopReading(`/api/v1/exports/${id}/file`, manager)),
    );
    sockets.push(...answers.map(({ socket }) => socket));
    statuses.push(...answers.map(({ status }) => status));
  }
  try {
    expect(
      Object.entries(Object.groupBy(statuses, String)).map(([status, each]) => [status, each?.length]),
    ).toEqual([
      ["200", 4],
      ["429", 124],
    ]);
    const support = await cookieOf("support");
    for (const path of ["/api/v1/passes?limit=10", "/passes", "/api/v1/passes?status=USING"]) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask(path, { cookie: support })));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    }
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  // His places are free again as soon as he lets go.
  await expect.poll(async () => (await ask(`/api/v1/exports/${id}/file`, { cookie: manager, headers: { range: "bytes=0-9" } })).status).toBe(206); // prettier-ignore
});
