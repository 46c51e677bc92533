import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network line to a database server that can go dark: nothing arrives any more, and neither end is told. */
export interface DarkLine {
  /** The given database URL, through the line. */
  url: string;
  /** What starts a program at the far end of the line, before the program itself. */
  prefix: readonly string[];
  kind: "namespace" | "proxy";
  cut: () => void;
  mend: () => void;
  close: () => void;
}

/**
 * Opens a line to a database server. As root on Linux it is a pair of network devices with one end in a namespace of its
 * own, which `prefix` enters, and is cut by taking the near end down. Elsewhere it is a proxy that stops passing bytes on.
 */
export async function openDarkLine(databaseUrl: string): Promise<DarkLine> {
  const target = new URL(databaseUrl);
  const space = openNamespace();
  const sockets = new Set<Socket>();
  let isDark = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => from.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    } // prettier-ignore
    if (isDark) for (const socket of [near, far]) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, space?.address ?? "127.0.0.1", resolve));
  const { address, port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = [address, String(port)];
  const turn = (becomesDark: boolean) => {
    if (space) return space.turn(becomesDark);
    isDark = becomesDark;
    for (const socket of sockets) if (isDark) socket.pause(); else socket.resume(); // prettier-ignore
  };
  return {
    url: url.href,
    prefix: space?.prefix ?? [],
    kind: space ? "namespace" : "proxy",
    cut: () => turn(true),
    mend: () => turn(false),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      space?.remove();
    },
  };
}

interface Namespace {
  /** The address of the near end. */
  address: string;
  prefix: readonly string[];
  turn: (isDark: boolean) => void;
  remove: () => void;
}

/* Null where the machine does not allow it. */
function openNamespace(): Namespace | null {
  const number = randomInt(0x3fff);
  const name = `pd${number.toString(16)}`;
  const [near, far] = [`${name}n`, `${name}f`];
  const [above, below] = [`10.213.${number >> 6}`, (number & 63) * 4];
  const ip = (line: string) => spawnSync("ip", line.split(" "), { stdio: "ignore" }).status === 0;
  // One goes with the other.
  const remove = () => [`netns del ${name}`, `link del ${near}`].forEach(ip);
  const steps = [
    `netns add ${name}`,
    `link add ${near} type veth peer name ${far} netns ${name}`,
    `addr add ${above}.${below + 1}/30 dev ${near}`,
    `link set ${near} up`,
    `netns exec ${name} ip addr add ${above}.${below + 2}/30 dev ${far}`,
    `netns exec ${name} ip link set ${far} up`,
  ];
  if (!steps.every(ip)) {
    remove();
    return null;
  }
  const turn = (isDark: boolean) => void ip(`link set ${near} ${isDark ? "down" : "up"}`);
  return { address: `${above}.${below + 1}`, prefix: ["ip", "netns", "exec", name], turn, remove };
}
