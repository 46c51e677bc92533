import { expect, test } from "./fixtures";
import { type OwnPass, ownPass } from "./own-passes";

test.use({ role: "support" });

let pass: OwnPass;
test.beforeAll(async ({ ownerDb, cookieOf }) => {
  pass = await ownPass(ownerDb, await cookieOf("support"));
});

test("times follow the zone the reader chooses by keyboard, on this page and the next", async ({ page }) => {
  await page.goto(`/passes/${pass.id}`);
  const facts = page.getByRole("complementary", { name: "Facts" });
  const used = facts.locator("dt", { hasText: "First used" }).locator("xpath=following-sibling::dd[1]");
  await expect(facts).toContainText(/Central Time \(C[SD]T\)/);
  const agency = await used.innerText();

  await expect(async () => {
    await page.getByRole("button", { name: /^Times are in Central Time/ }).press("Enter");
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.getByRole("menuitemradio", { name: /^Pacific Time/ }).press("Enter");
  await expect(page.getByRole("button", { name: /^Times are in Pacific Time/ })).toBeVisible();
  await expect(facts).toContainText(/Pacific Time \(P[SD]T\)/);
  await expect(used).not.toHaveText(agency);

  await page.goto("/passes");
  await expect(page.getByRole("button", { name: /^Times are in Pacific Time/ })).toBeVisible();
});

test("an invalid zone leaves the agency's", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "pd_zone", value: "Mars/Base", url: baseURL ?? "" }]);
  await page.goto("/passes");
  await expect(page.getByRole("button", { name: /^Times are in Central Time/ })).toBeVisible();
});

test("a phone names the zone in the list and changes it under More", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/passes");
  await expect(page.getByText(/^Central Time \(C[SD]T\)$/).filter({ visible: true })).toHaveCount(1);
  await expect(async () => {
    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.getByRole("menuitemradio", { name: "UTC" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("UTC", { exact: true }).filter({ visible: true })).toHaveCount(1);
});

test("a page says how long ago it was loaded and reloads when asked", async ({ page }) => {
  await page.goto(`/passes/${pass.id}`);
  await expect(page.getByText("Loaded just now")).toBeVisible();
  const answered = page.waitForResponse((response) => response.url().includes(`/passes/${pass.id}`));
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  expect((await answered).status()).toBe(200);
});
