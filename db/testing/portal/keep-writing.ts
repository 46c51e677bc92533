import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { portalByName } from "./chosen-portal";
import { openPortalWriter } from "./portal-writer";

/*
 * Writes into the portal of MIGRATION_DATABASE_URL as its own code does until SIGTERM, then says what it met:
 * `keep-writing.ts NAME`. It only adds rows, so that those that were there can be compared. A transaction that the server
 * tells to restart is restarted.
 */
const PAUSE_MS = 50;
const RIDERS = 40;
let isEnding = false;
process.once("SIGTERM", () => (isEnding = true));

async function main(): Promise<void> {
  const url = process.env["MIGRATION_DATABASE_URL"];
  if (!url) throw new Error("MIGRATION_DATABASE_URL is not set.");
  const writer = await openPortalWriter(url, portalByName(process.argv[2] ?? ""), 1);
  for (let turn = 0; !isEnding; turn += 1) {
    const rider = 1 + (turn % RIDERS);
    const time_used = turn % 20 === 0 ? "0000-00-00 00:00:00" : nowText();
    const pass = { pass_uuid: randomUUID(), oauth_token: `CNRY-token-${rider}`, time_used };
    await writer
      .activate(pass)
      .catch(() => writer.activate(pass))
      .catch(tell);
    await wait(PAUSE_MS);
  }
  await writer.close();
  const { activated, statements, slowest, failures } = writer.ledger;
  const others = failures.filter(({ message }) => !message.startsWith("Deadlock"));
  const restarts = failures.length - others.length;
  process.stdout.write(
    JSON.stringify({ activated: activated.length, statements, slowest, restarts, failures: others }),
  );
}

const nowText = () => new Date().toISOString().slice(0, 19).replace("T", " ");

function tell(error: unknown): void {
  process.stderr.write(`The portal: ${error instanceof Error ? error.message : String(error)}\n`);
}

main().catch((error: unknown) => {
  tell(error);
  process.exitCode = 1;
});
