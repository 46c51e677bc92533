import "server-only";
import { listProductRows } from "@/db/passes/products";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";

export interface Product {
  product_uuid: string;
  product_name: string | null;
}

/** The products of issued passes, by name, for filter controls. */
export async function listProducts(ctx: Context): Promise<Product[]> {
  authorize(ctx, "pass.list");
  const rows = await listProductRows(ctx.db);
  return rows.toSorted((a, b) => (a.product_name ?? "").localeCompare(b.product_name ?? ""));
}
