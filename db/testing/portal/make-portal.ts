import { parseArgs } from "node:util";
import { portalByName } from "./chosen-portal";
import { createPortal } from "./create-portal";
import { loadPortal } from "./load-portal";
import { openPortalSession } from "./portal-session";
import { roughenPortal } from "./roughen-portal";

/*
 * Makes the portal of a name in the empty schema of MIGRATION_DATABASE_URL, for demos and benchmarks: `make-portal.ts
 * NAME [--passes N] [--seed N]`; `--roughen` gives demo data that was loaded into it the portal's odd values instead.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    passes: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    roughen: { type: "boolean", default: false },
  },
});

async function hasPortal(url: string): Promise<boolean> {
  const session = await openPortalSession(url);
  const tables = await session.rows("SHOW TABLES LIKE 'bytemark\\_pass'");
  await session.close();
  return tables.length > 0;
}

async function main(): Promise<void> {
  const url = process.env["MIGRATION_DATABASE_URL"];
  if (!url) throw new Error("MIGRATION_DATABASE_URL is not set.");
  const shape = portalByName(positionals[0] ?? "");
  if (values.roughen) return roughenPortal(url, shape);
  // Made by an earlier start.
  if (await hasPortal(url)) return;
  await createPortal(url, shape);
  const passes = Number(values.passes);
  const anchor = new Date().toISOString().slice(0, 19).replace("T", " ");
  if (passes > 0) await loadPortal(url, { shape, passes, seed: Number(values.seed), anchor });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
