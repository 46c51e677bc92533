import { afterAll, beforeAll, expect, test } from "vitest";
import { type BareSchema, createBareSchema } from "@/db/testing/schema";
import { createPortal } from "./create-portal";
import { loadPortal } from "./load-portal";
import { NAMED_PORTALS } from "./named-portals";
import { openPortalSession, type PortalSession } from "./portal-session";
import { openPortalWriter, type PortalWriter } from "./portal-writer";

const SHAPE = NAMED_PORTALS.latin;

let schema: BareSchema;
let portal: PortalSession;
let writer: PortalWriter;
beforeAll(async () => {
  schema = await createBareSchema();
  await createPortal(schema.url.owner, SHAPE);
  await loadPortal(schema.url.owner, { shape: SHAPE, passes: 200, seed: 1, anchor: "2026-11-18 15:30:00" });
  portal = await openPortalSession(schema.url.owner);
  writer = await openPortalWriter(schema.url.owner, SHAPE, 1);
});
afterAll(async () => {
  await Promise.all([writer.close(), portal.close()]);
  await schema.drop();
});

test("what the portal was told is committed stands in its tables, with impossible dates among it", async () => {
  for (let turn = 0; turn < 120; turn += 1) await writer.act();
  const { activated, ordered, failures, statements } = writer.ledger;
  expect(failures).toEqual([]);
  expect(statements).toBeGreaterThan(240);
  const found = await portal.rows<{ uuid: string }>(
    "SELECT pass_uuid AS uuid FROM bytemark_pass WHERE id > 200 ORDER BY id",
  );
  expect(found.map((row) => row.uuid)).toEqual(activated);
  const orders = await portal.rows<{ uuid: string }>(
    "SELECT order_uuid AS uuid FROM bytemark_orders WHERE id > 100 ORDER BY id",
  );
  expect(orders.map((row) => row.uuid)).toEqual(ordered);
  for (const date of ["0000-00-00 00:00:00", "2024-02-00 00:00:00"]) {
    const sql = "SELECT id FROM bytemark_pass WHERE id > 200 AND CAST(time_used AS CHAR) = ? LIMIT 1";
    expect(await portal.rows(sql, [date]), date).toHaveLength(1);
  }
});

test("a pass that was activated before is not written again", async () => {
  const pass = { pass_uuid: "5b00c0aa", oauth_token: "CNRY-token-1", time_used: "2026-11-18 15:00:00" };
  await writer.activate(pass);
  await writer.activate(pass);
  expect(await portal.rows("SELECT id FROM bytemark_pass WHERE pass_uuid = '5b00c0aa'")).toHaveLength(1);
});

test("a statement that fails is kept and ends no other", async () => {
  await portal.run("RENAME TABLE bytemark_orders TO orders_away");
  await expect(writer.buy(1)).rejects.toThrow("bytemark_orders");
  await portal.run("RENAME TABLE orders_away TO bytemark_orders");
  expect(writer.ledger.failures).toMatchObject([
    { message: expect.stringContaining("bytemark_orders") as string },
  ]);
  await writer.buy(1);
});
