import { PORTAL_PASS_COLUMNS } from "@/db/schema/wanted/pass-additions";
import type { LiveTable } from "./live-schema";
import { SchemaRefusal } from "./schema-refusal";
import { typeOf } from "./table-text";

/** A type of a column that holds a time. */
export const TIME = /^(datetime|timestamp)(\(\d\))?$|^date$/;

/** Throws if nothing can be added to the portal's pass table as it is. Pure. */
export function refuseUnfit({ is_versioned, text }: LiveTable): void {
  const absent = PORTAL_PASS_COLUMNS.filter((name) => !text.columns.has(name));
  if (absent.length > 0) {
    throw new SchemaRefusal(
      `bytemark_pass has no column ${absent.join(", ")}, so it is not the portal's table that PassDesk knows. Nothing was changed.`,
    );
  }
  const used = typeOf(text.columns.get("time_used") ?? "");
  if (!TIME.test(used)) {
    throw new SchemaRefusal(
      `bytemark_pass.time_used is ${used}; PassDesk needs DATETIME, TIMESTAMP or DATE. Nothing was changed.`,
    );
  }
  if (is_versioned) {
    throw new SchemaRefusal(
      "bytemark_pass is kept WITH SYSTEM VERSIONING, to which PassDesk adds no columns: the server would have to alter its history too, and every archived pass would stay in it. Nothing was changed.",
    );
  }
}
