import path from "node:path";
import { typescript } from "./node-runtime.mjs";
import { dataDirectory } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Refusal } from "./say.mjs";

/** The names of db/testing/portal, which cannot be loaded before anything is installed. */
const portalNames = ["plain", "legacy", "latin", "mixed", "myisam", "drawn"];

/** The portal of `DEMO_PORTAL`, under which the demo is to run; empty for PassDesk's own tables. */
export function demoPortal() {
  const name = process.env.DEMO_PORTAL || "";
  if (name && !portalNames.includes(name))
    throw new Refusal(`DEMO_PORTAL must be the name of a portal: ${portalNames.join(", ")}.`);
  if (name && process.env.DATABASE_URL)
    throw new Refusal("DEMO_PORTAL makes a database of its own: unset DATABASE_URL, or unset DEMO_PORTAL.");
  return name;
}

/** The demo's data folder; every portal has its own beside it. */
export const demoDirectory = () =>
  demoPortal() ? path.join(dataDirectory(), `portal-${demoPortal()}`) : dataDirectory();

/** Makes the portal's tables unless they are there; with `--roughen` gives loaded demo data its odd values. */
export async function makePortal(node, env, ...args) {
  const { code } = await run(node, typescript("db/testing/portal/make-portal.ts", ...args), { env });
  if (code !== 0) throw new Refusal("The portal was not made: see the message above.");
}
