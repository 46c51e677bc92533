import "server-only";
import type { Database } from "@/db/connection";
import { IS_TABLE } from "@/db/portal/found-portal";

/** SHOW CREATE TABLE of every table of the schema, by name, without the number of the next row. */
export async function schemaTexts(db: Database): Promise<Record<string, string>> {
  const names: string[] = await db("information_schema.TABLES")
    .whereRaw(`TABLE_SCHEMA = DATABASE() AND ${IS_TABLE}`)
    .orderBy("TABLE_NAME")
    .pluck("TABLE_NAME");
  const texts: Record<string, string> = {};
  for (const name of names) {
    const [[row]] = (await db.raw("SHOW CREATE TABLE ??", [name])) as [Record<string, string>[], unknown];
    texts[name] = (row?.["Create Table"] ?? "").replace(/ AUTO_INCREMENT=\d+/, "");
  }
  return texts;
}
