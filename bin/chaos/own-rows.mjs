/* Rows that a run adds for itself, past the product: people who work, and riders with passes to work on. */

/** Adds `count` admins with the demo accounts' password; answers their addresses. */
export async function addAdmins(database, count) {
  const emails = Array.from({ length: count }, (_, at) => `chaos-${at + 1}@passdesk.test`);
  for (const email of emails) {
    await database.rows(
      `INSERT INTO pd_user (email, name, role, password_hash)
       SELECT ?, ?, role, password_hash FROM pd_user WHERE email = 'admin@passdesk.test'`,
      [email, email.split("@")[0]],
    );
  }
  return emails;
}

/** Adds `count` long-expired passes with ten uses for a rider of their own; answers the ids, and the rider. */
export async function addPasses(database, count) {
  const uuid = [8, 5, 4, 3, 4, 3, 4, 3, 12, 3].map((digits) => `LEFT(MD5(UUID()), ${digits})`).join(", ");
  const [rider] = await database.rows(
    `SELECT r.id FROM pd_rider r LEFT JOIN bytemark_pass p ON p.user_id = r.id
     WHERE r.email IS NOT NULL AND p.id IS NULL ORDER BY r.id LIMIT 1`,
  );
  const user_id = rider?.id ?? (await busyRider(database));
  const added = await database.rows(
    `INSERT INTO bytemark_pass (pass_uuid, user_id, product_uuid, product_name, serial, status, time_created, expiration,
       allowed_uses, uses_count)
     SELECT CONCAT_WS('-', ${uuid}), ?, 'chaos-product', 'Chaos Ten Rides', CONCAT('chaos-', id), 'EXPIRED',
       NOW() - INTERVAL 900 DAY, NOW() - INTERVAL 800 DAY, 10, 0 FROM bytemark_pass ORDER BY id LIMIT ?`,
    [user_id, count],
  );
  const rows = await database.rows("SELECT id FROM pd_pass WHERE product_uuid = 'chaos-product' AND id >= ? ORDER BY id", [added.insertId]); // prettier-ignore
  return { ids: rows.map(({ id }) => String(id)), user_id: String(user_id) };
}

async function busyRider(database) {
  const [row] = await database.rows(
    "SELECT id FROM pd_rider WHERE email IS NOT NULL ORDER BY id DESC LIMIT 1",
  );
  return row.id;
}
