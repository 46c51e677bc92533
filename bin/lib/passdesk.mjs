import { typescript } from "./node-runtime.mjs";
import { run } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** Runs one PassDesk command, as in `npm run passdesk -- migrate`; refuses if it fails. */
export async function passdesk(node, env, ...args) {
  const { code } = await run(node, typescript("cli/main.ts", ...args), { env });
  if (code !== 0) throw new Refusal(`passdesk ${args.join(" ")} failed: see its message above.`);
}
