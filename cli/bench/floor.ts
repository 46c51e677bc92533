import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { type Desk, openDesk } from "./desk";
import type { Statement } from "./statements";

/** The bare server of `db/testing/floor-server.ts`, as a separate process. */
export interface Floor {
  desk: Desk;
  /** Makes `/case/<id>` run these statements. */
  define: (id: string, statements: readonly Statement[]) => Promise<void>;
  stop: () => void;
}

/** Starts the floor server on a database; rejects if it ends before it listens. */
export async function startFloor(url: string): Promise<Floor> {
  const child = fork(path.resolve("db/testing/floor-server.ts"), [], {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  child.send({ kind: "start", url });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`The floor ended before it listened (code ${code}).`)));
  });
  const desk = openDesk(`http://127.0.0.1:${port}`);
  return {
    desk,
    define: async (id, statements) => {
      // Waits for the reply, because a request could overtake the message.
      const known = once(child, "message");
      child.send({ kind: "case", id, statements });
      await known;
    },
    stop: () => {
      desk.close();
      child.disconnect();
    },
  };
}
