import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/connection";
import { PORTAL_TABLES } from "@/db/testing/portal/portal-columns";
import { hasTable } from "@/db/testing/portal/portal-shape";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { createTestSchema, type TestSchema } from "./schema";

let own: TestSchema;
let plain: TestSchema;
beforeAll(async () => {
  [own, plain] = await Promise.all([createTestSchema(null), createTestSchema(NAMED_PORTALS.plain)]);
});
afterAll(() => Promise.all([own.drop(), plain.drop()]));

async function statementOf(db: Database, table: string): Promise<unknown> {
  const [[row]] = (await db.raw("SHOW CREATE TABLE ??", [table])) as [Record<string, unknown>[], unknown];
  // Written out by one of the two and left to the server by the other.
  return String(row?.["Create Table"]).replace(" ROW_FORMAT=DYNAMIC", "");
}

const tables = PORTAL_TABLES.filter((table) => hasTable(NAMED_PORTALS.plain, table));
test.each(tables)("the plain portal's %s becomes what our own migrations make", async (table) => {
  expect(await statementOf(plain.owner, table)).toBe(await statementOf(own.owner, table));
});
