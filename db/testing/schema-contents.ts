import "server-only";
import type { Database } from "@/db/connection";
import { schemaTexts } from "./schema-texts";

/** How every table and view of the schema is made, and a checksum of each table's rows. */
export async function schemaContents(db: Database): Promise<Record<string, unknown>> {
  const texts = await schemaTexts(db);
  const views: { name: string; text: string }[] = await db("information_schema.VIEWS")
    .select({ name: "TABLE_NAME", text: "VIEW_DEFINITION" })
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .orderBy("TABLE_NAME");
  const names = Object.keys(texts);
  if (names.length === 0) return { views };
  const [sums] = (await db.raw(`CHECKSUM TABLE ${names.map(() => "??").join(", ")}`, names)) as [unknown[], unknown]; // prettier-ignore
  return { texts, views, sums };
}
