import "server-only";
import type { Database } from "@/db/connection";

export interface ProductRow {
  product_uuid: string;
  product_name: string | null;
}

const MOST_PRODUCTS = 200;

/**
 * Every product with the name on its newest pass, at most 200. Jumps along the index from product to product (one row
 * each), because neither server reliably does.
 */
export async function listProductRows(db: Database): Promise<ProductRow[]> {
  const products: ProductRow[] = [];
  for (let last = ""; products.length < MOST_PRODUCTS;) {
    const [rows] = await db.raw(
      `SELECT p.product_uuid, p.product_name FROM pd_pass__ix_pd_product p
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
