import "server-only";
import type { Database } from "@/db/connection";

export interface ProductRow {
  product_uuid: string;
  product_name: string | null;
}

const MOST_PRODUCTS = 200;

/**
 * Distinct products of all passes with the name on their newest pass, at most 200. Hops along the index from one product
 * to the next (one row read a product) instead of reading every pass, because neither server is sure to.
 */
export async function listProductRows(db: Database): Promise<ProductRow[]> {
  const products: ProductRow[] = [];
  for (let last = ""; products.length < MOST_PRODUCTS;) {
    const [rows] = await db.raw(
      `SELECT p.product_uuid, p.product_name FROM bytemark_pass p FORCE INDEX (ix_pd_product)
       WHERE p.product_uuid > ? ORDER BY p.product_uuid, p.id LIMIT 1`,
      [last],
    );
    const found: ProductRow | undefined = rows[0];
    if (!found) break;
    products.push(found);
    last = found.product_uuid;
  }
  return products;
}
