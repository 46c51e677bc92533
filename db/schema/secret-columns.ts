import { SECRET_PASS_COLUMNS } from "@/db/query/pass-columns";
import type { TableName, Tables } from "@/db/tables";

type SecretColumns = { readonly [T in TableName]?: readonly (keyof Tables[T])[] };

/**
 * Every column that holds a credential or may quote one. The web user has no right on any of them; the demo plants a
 * canary in each.
 */
export const SECRET_COLUMNS = {
  bytemark_pass: SECRET_PASS_COLUMNS,
  bytemark_pass_archive: SECRET_PASS_COLUMNS,
  bytemark_tokens: ["password", "token"],
  bytemark_orders: ["oauth_token", "resultData", "postData"],
  bytemark_order_items: ["oauth_token"],
  auth_user: ["registration_key", "access_token", "security_key", "device_token"],
  ticket_transaction: ["user_uuid"],
} as const satisfies SecretColumns;

export function secretColumns(): { table: string; column: string }[] {
  return Object.entries(SECRET_COLUMNS).flatMap(([table, columns]) =>
    columns.map((column) => ({ table, column })),
  );
}
