import { expect, pressUntil, test, waitForKeys } from "./fixtures";
import { type SomePass, somePass } from "./some-pass";

test.use({ role: "support" });

let pass: SomePass;
test.beforeAll(async ({ ownerDb, cookieOf }) => {
  pass = await somePass(ownerDb, await cookieOf("support"), 10);
});

test("a rider reads out a serial: found, opened and explained without the mouse", async ({
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

test("an e-mail address is searched without entering any address bar or log", async ({ page, ownerDb }) => {
  const [rider] = await ownerDb.rows<{ email: string }>(
    `SELECT u.email FROM auth_user u JOIN bytemark_pass p ON p.user_id = u.id
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
  await expect(
    page.getByRole("listbox", { name: "Search results" }).getByRole("option").first(),
  ).toBeVisible();
  expect(addresses.filter((address) => address.includes(email))).toEqual([]);
  await expect(page.getByText(email), "the full address is not shown either").toHaveCount(0);
});

test("j, k and Enter walk the list and open a pass; back keeps the place", async ({ page }) => {
  await page.goto("/passes");
  const rows = page.getByRole("table", { name: "Passes" }).getByRole("row");
  await expect(rows.nth(3)).toBeVisible();
  // k on the first row stays there.
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

test("the state of the list is its address", async ({ page }) => {
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

test("support is told who corrects and sees neither export nor audit log", async ({ page }) => {
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
