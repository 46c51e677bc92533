import { once } from "node:events";
import { expect, test } from "@playwright/test";
import { type Checkout, freePort, makeCheckout } from "./own-checkout";

let checkout: Checkout;
let port: number;

test.beforeAll(async () => {
  port = await freePort();
  checkout = await makeCheckout(port, [
    "AGENCY_NAME=Metro of Two Words # the name on the pages",
    `PORT=${port}`,
  ]);
});
test.afterAll(() => checkout.remove());

test("npm start serves with .env alone, a value with spaces included", async ({ request }) => {
  const web = checkout.npm("start");
  const page = () => request.get(`http://127.0.0.1:${port}/sign-in`).then((answer) => answer.text()).catch(() => web.said); // prettier-ignore
  await expect.poll(page, { timeout: 30_000 }).toContain("Metro of Two Words");
  const ready = await request.get(`http://127.0.0.1:${port}/api/health/ready`);
  expect(ready.status(), await ready.text()).toBe(200);
});

test("the worker works with .env alone", async () => {
  const worker = checkout.npm("worker");
  await expect.poll(() => worker.said, { timeout: 30_000 }).toContain("worker.started");
});

test("passdesk reads .env, and a variable that is set wins over it", async () => {
  const status = checkout.npm("passdesk", {}, ["migrate", "--status"]);
  expect(await once(status.child, "exit"), status.said).toEqual([0, null]);
  expect(status.said).toContain("The schema is up to date.");
  const elsewhere = checkout.npm("passdesk", { MIGRATION_DATABASE_URL: "nowhere" }, ["migrate", "--status"]);
  expect(await once(elsewhere.child, "exit"), elsewhere.said).toEqual([1, null]);
  expect(elsewhere.said).toContain("MIGRATION_DATABASE_URL must look like");
});

test("the benchmark measures the database that .env names", async () => {
  const bench = checkout.npm("bench", {}, ["--only", "list", "--quick"]);
  await expect.poll(() => bench.said, { timeout: 60_000 }).toContain("✓ starting the web process");
  expect(bench.said, "no private server is started").not.toContain("database server");
});
