import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Checkout, freePort, makeCheckout, type Started } from "./own-checkout";

let checkout: Checkout;
let port: string;

test.beforeAll(async () => {
  port = String(await freePort());
  checkout = await makeCheckout(Number(port), []);
});
test.afterAll(() => checkout.remove());

/* Empty if the process has ended meanwhile. */
function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

/* Command lines of the processes that work in the checkout's folder or on files of it, by their ids. */
function running(): Map<number, string> {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(
    ids.flatMap((id) => {
      const command = textOf(() => readFileSync(`/proc/${id}/cmdline`, "utf8")).replaceAll("\0", " ").trim(); // prettier-ignore
      const place = textOf(() => readlinkSync(`/proc/${id}/cwd`));
      const isOurs = [command, place].some((text) => text.includes(checkout.folder));
      return isOurs && command !== "" ? [[Number(id), command] as const] : [];
    }),
  );
}

/* The program itself, neither npm nor npm's shell. */
const demoId = () => [...running()].find(([, command]) => /^\S*node bin\/demo\.mjs/.test(command))?.[0] ?? 0;

async function demo(): Promise<Started> {
  const started = checkout.npm("demo", { DATA_DIR: join(checkout.folder, "data"), PORT: port, DEMO_PASSES: "100" }); // prettier-ignore
  await expect.poll(() => started.said, { timeout: 120_000, message: started.said }).toContain("PassDesk is ready"); // prettier-ignore
  expect([...running().values()].join("\n")).toMatch(/mariadbd|mysqld/);
  return started;
}

test("a demo that is killed leaves no process, and the next one takes over its folder and its port", async () => {
  test.setTimeout(300_000);
  await demo();
  process.kill(demoId(), "SIGKILL");
  // At once: what is left is still being ended.
  const second = await demo();
  expect(second.said).not.toContain("is in use");
  process.kill(second.child.pid ?? 0, "SIGKILL");
  await expect.poll(() => [...running().values()], { timeout: 60_000 }).toEqual([]);
});
