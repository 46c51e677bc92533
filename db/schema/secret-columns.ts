import { PORTAL_SECRETS } from "@/db/portal/portal";
import type { TableName, Tables } from "@/db/tables";

type SecretColumns = { readonly [T in TableName]?: readonly (keyof Tables[T])[] };

/** Every column that holds a credential or may quote one. The demo plants a canary in each. */
export const SECRET_COLUMNS = PORTAL_SECRETS satisfies SecretColumns;

export function secretColumns(): { table: string; column: string }[] {
  return Object.entries(SECRET_COLUMNS).flatMap(([table, columns]) =>
    columns.map((column) => ({ table, column })),
  );
}
