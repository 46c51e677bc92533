import { chosenPortal } from "@/db/testing/portal/chosen-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { PORTAL_TABLES } from "@/db/testing/portal/portal-columns";
import { columnsOf } from "@/db/testing/portal/portal-shape";
import { expect, test } from "./fixtures";

test("the desk stands on the tables of the portal under test, so the stories are told there @portal", async ({
  ownerDb,
}) => {
  const shape = chosenPortal() ?? NAMED_PORTALS.plain;
  for (const table of PORTAL_TABLES) {
    const columns = await ownerDb.rows<{ name: string }>(
      `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COLUMN_COMMENT <> 'PassDesk'`,
      [table],
    );
    expect(columns.map(({ name }) => name).sort(), table).toEqual(columnsOf(shape, table).sort());
  }
});
