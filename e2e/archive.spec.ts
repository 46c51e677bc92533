import type { Page } from "@playwright/test";
import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask, json, write } from "./ask";
import { expect, test } from "./fixtures";
import { addPasses, addRider, removePasses } from "./own-passes";
import { REASON } from "./reason";

/* Passes of this age are older than any in the demo data, so the policy finds only the passes of this file. */
const LONG_AGO_DAYS = 25_000;
const POLICY = {
  age_days: 20_000,
  statuses: ["EXPIRED"],
  exclusions: ["drift", "pinned", "noted"],
  recent_order_days: 90,
};
/* Above a thousand, the person must type the number to confirm. */
const MANY = 1_100;

test.use({ role: "admin" });

/** Adds passes that expired long before all others; `giveBack` removes them. */
async function oldPasses(
  db: OutsideDatabase,
  count: number,
): Promise<{ ids: number[]; giveBack: () => Promise<void> }> {
  const rider = await addRider(db);
  const ids = await addPasses(db, rider, count, LONG_AGO_DAYS);
  return { ids, giveBack: () => removePasses(db, rider) };
}

/** How many of these passes each table holds; the two always add up to all of them. */
async function places(
  db: OutsideDatabase,
  ids: readonly number[],
): Promise<{ list: number; archive: number }> {
  const among = ids.map(() => "?").join(", ");
  const [found] = await db.rows<{ list: number; archive: number }>(
    `SELECT (SELECT COUNT(*) FROM pd_pass WHERE id IN (${among})) AS list,
       (SELECT COUNT(*) FROM pd_pass_archive WHERE id IN (${among})) AS archive`,
    [...ids, ...ids],
  );
  return { list: Number(found?.list), archive: Number(found?.archive) };
}

const policyNow = async (cookie: string | undefined) =>
  json<{ data: typeof POLICY }>(await ask("/api/v1/archive-policy", { cookie })).data;
const setPolicy = (policy: unknown, cookie: string | undefined) =>
  ask("/api/v1/archive-policy", write("PATCH", policy, cookie));
const newest = (page: Page) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: /^(Archive|Restore)/ })
    .first();

test("by keyboard: the policy is narrowed, counted, confirmed by number and run; passes leave the list and come back @portal", async ({
  page,
  ownerDb,
  cookieOf,
  consoleErrors,
}) => {
  test.setTimeout(120_000);
  const cookie = await cookieOf("admin");
  const usual = await policyNow(cookie);
  expect((await setPolicy({ ...POLICY, age_days: 19_000 }, cookie)).status).toBe(200);
  const { ids, giveBack } = await oldPasses(ownerDb, MANY);
  try {
    await page.goto("/archive");
    const age = page.getByRole("textbox", { name: "Expired for at least, in days" });
    await expect(page.getByRole("status").filter({ hasText: "1,100 passes" })).toBeVisible();
    await expect(async () => {
      await age.focus();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("20000");
      await expect(page.getByText("Was 19000")).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByRole("button", { name: "Save the policy first" })).toBeDisabled();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "Archive policy saved" })).toBeVisible();
    const [saved] = await ownerDb.rows<{ before_values: string; after_values: string }>(
      "SELECT before_values, after_values FROM pd_audit WHERE action = 'setting.change' AND subject_id LIKE '%archive%' ORDER BY id DESC LIMIT 1",
    );
    expect(JSON.stringify(saved?.before_values)).toContain("19000");
    expect(JSON.stringify(saved?.after_values)).toContain("20000");

    await page.getByRole("button", { name: "Archive 1,100 passes…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Archive 1,100 passes?" });
    const go = dialog.getByRole("button", { name: "Archive 1,100 passes" });
    const typed = dialog.getByRole("textbox", { name: "Type 1,100 to confirm" });
    await typed.focus();
    await page.keyboard.type("1099");
    await expect(go).toBeDisabled();
    expect(await places(ownerDb, ids), "counting and asking move nothing").toEqual({
      list: MANY,
      archive: 0,
    });
    await page.evaluate(() => (document.title = "Not loaded again"));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("1,100");
    await expect(go).toBeEnabled();
    await page.keyboard.press("Enter");
    await expect(newest(page)).toContainText("1,100 passes archived", { timeout: 30_000 });
    await expect(newest(page)).toContainText("Done", { timeout: 30_000 });
    await expect(page, "it came by itself").toHaveTitle("Not loaded again");
    expect(await places(ownerDb, ids)).toEqual({ list: 0, archive: MANY });

    const [first = 0, second = 0] = ids;
    const inList = async (archived: string, id: number) => {
      const [row] = await ownerDb.rows<{ pass_uuid: string }>(
        "SELECT pass_uuid FROM pd_pass_archive WHERE id = ? UNION SELECT pass_uuid FROM pd_pass WHERE id = ?",
        [id, id],
      );
      const answer = await ask(`/api/v1/passes?pass_uuid=${row?.pass_uuid}${archived}`, { cookie });
      return json<{ data: unknown[] }>(answer).data.length;
    };
    expect(await inList("", first)).toBe(0);
    expect(await inList("&archived=only", first)).toBe(1);
    expect(await inList("&archived=include", first)).toBe(1);

    await page.goto(`/passes/${first}`);
    await expect(page.getByText("This pass is archived.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Correct…" })).toHaveCount(0);
    const { headers } = await ask(`/api/v1/passes/${first}`, { cookie });
    const refused = await ask(
      `/api/v1/passes/${first}`,
      write("PATCH", { changes: { product_name: "Another" }, reason: REASON }, cookie, {
        "if-match": headers["etag"] ?? "",
        "idempotency-key": crypto.randomUUID(),
      }),
    );
    expect(refused.status, refused.body).toBe(409);
    await page.getByRole("button", { name: "Restore" }).press("Enter");
    await expect(page.getByText("This pass is archived.")).toHaveCount(0, { timeout: 20_000 });
    expect(await places(ownerDb, [first])).toEqual({ list: 1, archive: 0 });
    expect(await inList("", first)).toBe(1);
    expect(await places(ownerDb, [second]), "the others stay").toEqual({ list: 0, archive: 1 });

    await page.goto("/passes?archived=only&expiration[lt]=now-20000d");
    await page.getByRole("link", { name: "Restore these…" }).press("Enter");
    const restore = page.getByRole("button", { name: "Restore 1,099 passes…" });
    await expect(restore).toBeEnabled();
    await restore.press("Enter");
    const again = page.getByRole("dialog", { name: "Restore 1,099 passes?" });
    await again.getByRole("textbox", { name: "Type 1,099 to confirm" }).focus();
    await page.keyboard.type("1099");
    await page.keyboard.press("Enter");
    await expect(newest(page)).toContainText("1,099 passes restored", { timeout: 30_000 });
    await expect(newest(page)).toContainText("Done", { timeout: 30_000 });
    expect(await places(ownerDb, ids)).toEqual({ list: MANY, archive: 0 });
    expect(consoleErrors).toEqual([]);
  } finally {
    await giveBack();
    await setPolicy(usual, cookie);
  }
});

test("a pass that the policy excludes stays: a pass with a note is counted as excluded and is not moved @portal", async ({
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("admin");
  const { ids, giveBack } = await oldPasses(ownerDb, 3);
  try {
    const [noted = 0] = ids;
    const note = await ask(
      `/api/v1/passes/${noted}/notes`,
      write("POST", { text: "Keep this one." }, cookie),
    );
    expect(note.status, note.body).toBe(201);
    const dry = await ask("/api/v1/archive-runs", write("POST", { policy: POLICY, dry_run: true }, cookie));
    expect(dry.status, dry.body).toBe(200);
    expect(json<{ data: unknown }>(dry).data).toMatchObject({
      will_move: 2,
      kept: expect.arrayContaining([{ why: "noted", count: 1 }]),
    });
    expect(await places(ownerDb, ids), "a dry run").toEqual({ list: 3, archive: 0 });
  } finally {
    await giveBack();
  }
});

for (const role of ["support", "manager"] as const) {
  test.describe(role, () => {
    test.use({ role });

    test(`${role} looks at archived passes and moves none`, async ({ page, cookieOf }) => {
      expect((await page.goto("/archive"))?.status()).toBe(403);
      await expect(page.getByRole("heading", { name: "You cannot run the archive" })).toBeVisible();
      const asked = { policy: POLICY, dry_run: true };
      const answer = await ask("/api/v1/archive-runs", write("POST", asked, await cookieOf(role)));
      expect(answer.status).toBe(403);
      await page.goto("/passes?archived=only");
      await expect(page.getByRole("heading", { level: 1, name: "Passes" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Restore these…" })).toHaveCount(0);
    });
  });
}
