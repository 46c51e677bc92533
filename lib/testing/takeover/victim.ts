import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { DarkLine } from "@/db/testing/dark-line";
import type { VictimAsk, VictimWord } from "./victim-child";

/** A process that something is going to happen to; see `victim-child.ts`. */
export interface Victim {
  child: ChildProcess;
  /** Resolves once it has stopped where it was asked to. */
  here: Promise<void>;
  /** Lets it go on from there. */
  goOn: () => void;
  /** How its work ended. */
  over: Promise<string>;
  /** Ends it as a supervisor does; answers its exit code. */
  end: () => Promise<number | null>;
  kill: () => Promise<void>;
}

export function startVictim(ask: VictimAsk, line: DarkLine | null): Victim {
  const node = [process.execPath, "--conditions=react-server", "--import", "tsx"];
  const [execPath = "", ...execArgv] = [...(line?.prefix ?? []), ...node];
  const program = join(import.meta.dirname, "victim-child.ts");
  const child = fork(program, [JSON.stringify(ask)], { execPath, execArgv, stdio: "inherit" });
  const gone = once(child, "exit");
  const word = <T extends VictimWord["is"]>(is: T) =>
    new Promise<Extract<VictimWord, { is: T }>>((resolve, reject) => {
      child.on("message", (said: VictimWord) => {
        if (said.is === is) resolve(said as Extract<VictimWord, { is: T }>);
      });
      void gone.then(() => reject(new Error(`the victim ended before it was ${is}`)));
    });
  const [here, over] = [word("here").then(() => undefined), word("over").then(({ how }) => how)];
  over.catch(() => undefined);
  return {
    child,
    here,
    over,
    goOn: () => child.send("go on"),
    end: async () => {
      child.kill("SIGTERM");
      await gone;
      return child.exitCode;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
