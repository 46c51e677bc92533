import { expect, pressUntil, test, waitForKeys } from "./fixtures";
import { type OwnPass, ownPass } from "./own-passes";

test.use({ role: "support" });

let pass: OwnPass;
test.beforeAll(async ({ ownerDb, cookieOf }) => {
  pass = await ownPass(ownerDb, await cookieOf("support"));
});

test("a rider reads out a serial: found, opened and explained without the mouse @portal", async ({
  page,
  consoleErrors,
}) => {
  await page.goto("/passes");
  await waitForKeys(page);
  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: "Search passes, riders and orders" });
  await expect(search).toBeFocused();
  await page.keyboard.type(pass.serial);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/passes/${pass.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pass.product_name);
  await expect(page.getByRole("heading", { level: 2, name: /^Expired/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Tell the rider" })).toBeVisible();
  await expect(page.getByText(pass.pass_uuid).first()).toBeVisible();
  expect(consoleErrors).toEqual([]);
});

test("an e-mail address is searched without entering any address bar or log @portal", async ({
  page,
  ownerDb,
}) => {
  const [rider] = await ownerDb.rows<{ email: string }>(
    `SELECT u.email FROM pd_rider u JOIN pd_pass p ON p.user_id = u.id
     WHERE u.email LIKE '%@example.com' GROUP BY u.id HAVING COUNT(*) > 1 ORDER BY u.id LIMIT 1`,
  );
  const email = rider?.email ?? "";
  expect(email).not.toBe("");
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(decodeURIComponent(request.url())));
  await page.goto("/passes");
  await waitForKeys(page);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/riders\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(addresses.filter((address) => address.includes(email))).toEqual([]);
  await expect(page.getByText(email), "the full address is not shown either").toHaveCount(0);
});

test("j, k and Enter walk the list and open a pass; back keeps the place", async ({ page }) => {
  await page.goto("/passes");
  const rows = page.getByRole("table", { name: "Passes" }).getByRole("row");
  await expect(rows.nth(3)).toBeVisible();
  // On the first row, k stays there.
  await pressUntil(page, "k", () => expect(rows.nth(1)).toBeFocused({ timeout: 500 }));
  for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
  await expect(rows.nth(2)).toBeFocused();
  const href = await rows.nth(2).getByRole("link").first().getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(href ?? "");
  await page.goBack();
  await expect(page).toHaveURL("/passes");
  await expect(page.locator("tr[data-cursor]").getByRole("link").first()).toHaveAttribute("href", href ?? "");
});

test("a selection across two pages, the place and the cursor are there again after a pass, and after a reload @portal", async ({
  page,
}) => {
  await page.goto("/passes?limit=25");
  await waitForKeys(page);
  const rows = page.getByRole("table", { name: "Passes" }).getByRole("row");
  await pressUntil(page, "k", () => expect(rows.nth(1)).toBeFocused({ timeout: 500 }));
  for (const key of ["x", "j", "j", "Shift+X"]) await page.keyboard.press(key);
  const bar = page.getByRole("group", { name: "Selected passes" });
  await expect(bar).toContainText("3 selected");
  await page.getByRole("link", { name: "Older" }).press("Enter");
  await expect(page).toHaveURL(/cursor=/);
  for (let step = 0; step < 18; step++) await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(bar).toContainText("4 selected");
  const scrolled = () => rows.first().evaluate((row) => row.closest("table")?.parentElement?.scrollTop ?? 0);
  const top = await scrolled();
  expect(top).toBeGreaterThan(0);
  const cursor = page.locator("tr[data-cursor]").getByRole("link").first();
  const href = (await cursor.getAttribute("href")) ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(href);
  await expect(page.getByRole("button", { name: "Next pass" })).toBeVisible();
  await page.goBack();
  for (const isAgain of [false, true]) {
    if (isAgain) await page.reload();
    await expect(page).toHaveURL(/cursor=/);
    await expect(cursor).toHaveAttribute("href", href);
    await expect(bar).toContainText("4 selected");
    expect(Math.abs((await scrolled()) - top)).toBeLessThan(60);
  }
  await expect(page.locator("tr[data-selected]")).toHaveCount(1);
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(kept, "the browser keeps no personal data").not.toMatch(/@|•/);
  await pressUntil(page, "Escape", () => expect(bar).toHaveCount(0, { timeout: 500 }));
});

test("j and k on a pass walk the list it was opened from; without a list there is nothing to walk @portal", async ({
  page,
}) => {
  await page.goto("/passes?status=USING&sort=-time_used");
  await waitForKeys(page);
  const links = page.getByRole("table", { name: "Passes" }).locator("a[data-row-link]");
  const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  expect(hrefs.length).toBeGreaterThan(3);
  await links.first().press("Enter");
  await expect(page).toHaveURL(hrefs[0] ?? "");
  await expect(page.getByRole("button", { name: "Previous pass" })).toBeDisabled();
  const walk = page.getByRole("button", { name: "Next pass" }).locator("..");
  await expect(walk).toHaveText(/^1 of [\d,]+\+?$/);
  for (const [key, at] of [
    ["j", 1],
    ["j", 2],
    ["k", 1],
  ] as const) {
    await pressUntil(page, key, () => expect(page).toHaveURL(hrefs[at] ?? "", { timeout: 2000 }));
    await expect(walk).toHaveText(new RegExp(`^${at + 1} of `));
  }
  await page.getByRole("link", { name: "Results" }).press("Enter");
  await expect(page).toHaveURL("/passes?status=USING&sort=-time_used");
  await page.goto(`/passes/${pass.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pass.product_name);
  await expect(page.getByRole("button", { name: "Next pass" })).toHaveCount(0);
});

test("the order of the columns is in the address, their width on the device", async ({ page }) => {
  await page.goto("/passes");
  await waitForKeys(page);
  await page.getByRole("button", { name: "Columns" }).press("Enter");
  await page.getByRole("checkbox", { name: "Status" }).press("Alt+ArrowUp");
  await expect(page).toHaveURL(/columns=pass_uuid,status,user_id,/);
  await page.keyboard.press("Escape");
  const edge = page.getByRole("separator", { name: "Width of Rider" });
  const before = Number(await edge.getAttribute("aria-valuenow"));
  await edge.press("ArrowRight");
  await expect(edge).toHaveAttribute("aria-valuenow", String(before + 8));
  await page.reload();
  await expect(edge).toHaveAttribute("aria-valuenow", String(before + 8));
  const heads = page.getByRole("table", { name: "Passes" }).getByRole("columnheader");
  await expect(heads.nth(2)).toContainText("Status");
  await expect(heads.nth(3)).toContainText("Rider");
});

test("single keys can be turned off, and the sheet still opens from its button", async ({ page }) => {
  await page.goto("/passes");
  await waitForKeys(page);
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await page.keyboard.press("?");
  await sheet.getByRole("switch", { name: "Single keys" }).press("Space");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(page.locator("tr[data-cursor]")).toHaveCount(0);
  const help = page.getByRole("button", { name: "Help and shortcuts" });
  await help.focus();
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await sheet.getByRole("switch", { name: "Single keys" }).press("Space");
});

test("the sheet of keys opens with ? and closes with Escape; letters do nothing while one types", async ({
  page,
}) => {
  await page.goto("/passes");
  await waitForKeys(page);
  await page.keyboard.press("/");
  await page.keyboard.type("jjd?");
  await expect(page.getByRole("combobox", { name: /^Search/ })).toHaveValue("jjd?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the state of the list is its address @portal", async ({ page }) => {
  await page.goto("/passes");
  await page
    .getByRole("group", { name: "Quick filters" })
    .getByRole("button", { name: "Using" })
    .press("Enter");
  await expect(page).toHaveURL(/status=USING/);
  const table = page.getByRole("table", { name: "Passes" });
  await expect(table.getByRole("row").nth(1)).toContainText("Using");
  await page.reload();
  await expect(
    page
      .getByRole("group", { name: "Filters" })
      .getByRole("button", { name: /Status/ })
      .first(),
  ).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL("/passes");
});

test("support sees who can correct, and sees neither export nor audit log", async ({ page }) => {
  await page.goto(`/passes/${pass.id}`);
  await expect(page.getByText("Admins correct passes. Your role is Support.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Correct…" })).toBeDisabled();
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Audit/ }),
  ).toHaveCount(0);
  await page.goto("/passes");
  await expect(page.getByRole("table", { name: "Passes" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Export" })).toHaveCount(0);
});
