import { openPortalSession } from "./portal-session";
import type { Oddity, PortalShape } from "./portal-shape";

/* The named scenarios of the demo and their orders have lower ids and stay as they are. */
const GENERAL = "id > 100";

/* What each oddity makes of the demo's rows. */
function statements(shape: PortalShape): Partial<Record<Oddity, string>> {
  const isText = shape.types["bytemark_order_payments.total_price"]?.startsWith("VARCHAR") ?? false;
  const unreadable = isText ? "ELT(id DIV 41 % 3 + 1, '', 'n/a', '1.25 coins')" : "NULL";
  const usedAt = (time: string) =>
    `UPDATE bytemark_pass SET time_used = '${time}', modified_on = modified_on`;
  return {
    zero_dates: `${usedAt("0000-00-00 00:00:00")} WHERE ${GENERAL} AND id % 199 = 5`,
    partial_dates: `${usedAt("2024-02-00 10:15:00")} WHERE ${GENERAL} AND id % 211 = 6`,
    unreadable_prices: `UPDATE bytemark_order_payments SET total_price = ${unreadable} WHERE ${GENERAL} AND id % 41 = 2`,
    orphans: `UPDATE bytemark_order_items SET order_id = order_id + 1000000000
      WHERE ${GENERAL} AND id % 503 = 8 AND order_id < 1000000000`,
  };
}

/** Gives demo data that was loaded into this portal the values that the portal's own rows have. Safe to repeat. */
export async function roughenPortal(url: string, shape: PortalShape): Promise<void> {
  const session = await openPortalSession(url);
  try {
    await session.run("SET SESSION foreign_key_checks = 0");
    const known = statements(shape);
    for (const oddity of shape.oddities) {
      const statement = known[oddity];
      if (statement) await session.run(statement);
    }
  } finally {
    await session.close();
  }
}
