import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What a command answered: its exit code, null after a signal, and all that it printed. */
export interface Answer {
  code: number | null;
  said: string;
}

export interface Passdesk {
  /** Runs a command in an empty folder with these variables and no others; `stdin` is what is piped to it. */
  run: (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    stdin?: string | Buffer,
  ) => Promise<Answer>;
  remove: () => Promise<void>;
}

const ROOT = resolve(import.meta.dirname, "..");

interface Bootstrap {
  compilePrograms: (folder: string) => Promise<void>;
}

/** Compiles the command line as the build does, to be run as a process of its own. */
export async function compilePassdesk(): Promise<Passdesk> {
  // The bootstrap is plain JavaScript, so it is loaded dynamically.
  const compile = pathToFileURL(join(ROOT, "bin/lib/compile.mjs")).href;
  const { compilePrograms } = (await import(compile)) as Bootstrap;
  // Where its packages are found.
  const programs = await mkdtemp(join(ROOT, "node_modules/.passdesk-"));
  const folder = await mkdtemp(join(tmpdir(), "passdesk-cli-"));
  await compilePrograms(programs);
  return {
    run: async (args, env, stdin = "") => {
      const child = spawn(process.execPath, [join(programs, "passdesk.mjs"), ...args], {
        cwd: folder,
        env: { NODE_COMPILE_CACHE: join(programs, "cache"), ...env } as unknown as NodeJS.ProcessEnv,
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
      // A command that needs no more of it has closed it.
      child.stdin.on("error", () => undefined).end(stdin);
      const [code] = (await once(child, "close")) as [number | null];
      return { code, said };
    },
    remove: async () => {
      for (const each of [programs, folder]) await rm(each, { recursive: true, force: true });
    },
  };
}
