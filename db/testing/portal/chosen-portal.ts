import { TEST_SEED } from "@/db/testing/seed";
import { drawPortal } from "./draw-portal";
import { NAMED_PORTALS, type PortalName } from "./named-portals";
import { PORTAL_TABLES } from "./portal-columns";
import { columnsOf, type PortalShape } from "./portal-shape";

/** The portal that `name` stands for: a named one, or `drawn` for one that the seed draws. Throws for any other word. */
export function portalByName(name: string): PortalShape {
  if (name === "drawn") return drawPortal(TEST_SEED);
  if (Object.hasOwn(NAMED_PORTALS, name)) return NAMED_PORTALS[name as PortalName];
  throw new Error(`There is no portal "${name}": use ${Object.keys(NAMED_PORTALS).join(", ")} or drawn.`);
}

/** The portal of `TEST_PORTAL`; null for the tables that our own migrations make. */
export function chosenPortal(): PortalShape | null {
  const name = process.env["TEST_PORTAL"] ?? "";
  return name === "" ? null : portalByName(name);
}

/** Whether the portal under test has a table, or a column as `table.column`. PassDesk's own tables have every one. */
export function portalHas(name: string): boolean {
  const shape = chosenPortal();
  const [table = "", column] = name.split(".");
  const known = PORTAL_TABLES.find((each) => each === table);
  if (!shape || !known) return true;
  const columns = columnsOf(shape, known);
  return column === undefined ? columns.length > 0 : columns.includes(column);
}
