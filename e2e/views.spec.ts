import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import type { OutsideDatabase } from "@/db/testing/outside-database";
import type { Role } from "@/lib/acts";
import { ask, json, ORIGIN, write } from "./ask";
import { createAccount, expect, test as base } from "./fixtures";
import { signInByRequest } from "./sign-in-by-request";

/* Views belong to people, so every test creates its own accounts. */

interface Person {
  page: Page;
  cookie: string;
  id: number;
}

const test = base.extend<{ arrive: (role: Role) => Promise<Person> }>({
  arrive: async ({ browser, ownerDb }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({
        baseURL: ORIGIN,
        storageState: { cookies: [], origins: [] },
      });
      contexts.push(context);
      return signedIn(context, ownerDb, role);
    });
    for (const context of contexts) await context.close();
  },
});

async function signedIn(context: BrowserContext, db: OutsideDatabase, role: Role): Promise<Person> {
  const email = await createAccount(db, role);
  const { cookie } = await signInByRequest(email);
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: ORIGIN };
    }),
  );
  const [row] = await db.rows<{ id: number }>("SELECT id FROM pd_user WHERE email = ?", [email]);
  return { page: await context.newPage(), cookie, id: row?.id ?? 0 };
}

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Saved views" }).getByRole("link", { name: new RegExp(`^${name}`) });

async function openDialog(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Save view" });
  await expect(async () => {
    await page.getByRole("button", { name: "Save as view" }).press("Enter");
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  return dialog;
}

async function saveByKeyboard(page: Page, name: string): Promise<string> {
  await openDialog(page);
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: `Saved “${name}”` })).toBeVisible();
  await expect(page).toHaveURL(/[?&]view=\d+/);
  return new URL(page.url()).searchParams.get("view") ?? "";
}

async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  const item = page.getByRole("menuitem", { name: action });
  await expect(async () => {
    await page.getByRole("button", { name: `Actions of ${name}` }).press("Enter");
    await expect(item).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await item.press("Enter");
}

test("a list becomes a view of one's own by keyboard; its count is shown, and a dot where the list has moved on", async ({
  arrive,
  ownerDb,
}) => {
  const { page, cookie } = await arrive("support");
  await page.goto("/passes?user_id=1&sort=-time_created");
  const id = await saveByKeyboard(page, "Rider one");
  const { total } = json<{ total: { value: number } }>(await ask("/api/v1/passes?user_id=1", { cookie }));
  expect(total.value).toBeGreaterThan(1);
  await expect(tab(page, "Rider one")).toHaveAttribute("aria-current", "page");
  await expect(tab(page, "Rider one")).toHaveText(new RegExp(`^Rider one\\s*${total.value}$`));
  const inSidebar = page.getByRole("navigation", { name: "My views" }).getByRole("link");
  await expect(inSidebar).toHaveText(new RegExp(`^Rider one\\s*${total.value}$`));

  await page
    .getByRole("group", { name: "Quick filters" })
    .getByRole("button", { name: "Using" })
    .press("Enter");
  await expect(page).toHaveURL(/status=USING/);
  await expect(tab(page, "Rider one")).toContainText("with changes");
  await page.reload();
  await expect(tab(page, "Rider one")).toContainText("with changes");
  await chooseAction(page, "Rider one", "Update to this list");
  await expect(tab(page, "Rider one")).not.toContainText("with changes");
  const [kept] = await ownerDb.rows<{ search: string }>("SELECT search FROM pd_view WHERE id = ?", [id]);
  expect(kept?.search).toContain("status=USING");
});

test("the list opens with the view a person chose, for that person, until they choose otherwise", async ({
  arrive,
}) => {
  const [one, other] = [await arrive("support"), await arrive("support")];
  const { page } = one;
  await page.goto("/passes?user_id=2");
  const id = await saveByKeyboard(page, "Rider two");
  await chooseAction(page, "Rider two", "Open the list with it");
  await expect(page.getByText("The list opens with this view")).toBeVisible();
  await page.goto("/passes");
  await expect(page).toHaveURL(`/passes?view=${id}&user_id=2`);
  await expect(tab(page, "Rider two")).toHaveAttribute("aria-current", "page");
  await tab(page, "All").press("Enter");
  await expect(page).toHaveURL("/passes?view=all");
  await page.reload();
  await expect(page).toHaveURL("/passes?view=all");
  await other.page.goto("/passes");
  await expect(other.page).toHaveURL("/passes");
  await page.goto(`/passes?view=${id}`);
  await chooseAction(page, "Rider two", "Stop opening the list with it");
  await expect(page.getByText("The list opens with all passes")).toBeVisible();
  await page.goto("/passes");
  await expect(page).toHaveURL("/passes");
});

test("a view whose product, value and column are gone opens, says what was dropped, and can be mended", async ({
  arrive,
  ownerDb,
}) => {
  const { page, id: owner } = await arrive("support");
  await ownerDb.rows(
    `INSERT INTO pd_view (owner_id, owner_key, name, search, search_hash, shown_columns)
     VALUES (?, ?, 'Old habits', 'product_uuid=gone-product&status=USING,FROZEN&colour=red', ?, 'status,colour')`,
    [owner, owner, randomBytes(32).toString("hex")],
  );
  const [planted] = await ownerDb.rows<{ id: number }>("SELECT id FROM pd_view WHERE owner_id = ?", [owner]);
  await page.goto(`/passes?view=${planted?.id}`);
  await expect(page).toHaveURL(/status=USING/);
  await expect(page.getByRole("table", { name: "Passes" })).toBeVisible();
  const banner = page.getByRole("status").filter({ hasText: "“Old habits” asked for" });
  for (const part of ["gone-product", "FROZEN", "colour red", "the column colour", "no longer exist"]) {
    await expect(banner).toContainText(part);
  }
  const update = banner.getByRole("button", { name: "Update view" });
  // The page may not have woken up yet.
  await expect(async () => {
    if ((await update.count()) > 0) await update.press("Enter");
    await expect(banner).toHaveCount(0, { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  const [kept] = await ownerDb.rows<{ search: string; shown_columns: string }>(
    "SELECT search, shown_columns FROM pd_view WHERE id = ?",
    [planted?.id ?? 0],
  );
  expect(kept?.search).toBe("status=USING");
  expect(kept?.shown_columns).not.toContain("colour");
});

test("a view that is no longer there, or somebody else's, is said to be gone", async ({ arrive }) => {
  const [one, other] = [await arrive("support"), await arrive("support")];
  await one.page.goto("/passes?user_id=4");
  const id = await saveByKeyboard(one.page, "Mine alone");
  await other.page.goto(`/passes?view=${id}`);
  await expect(other.page.getByText("This view no longer exists.")).toBeVisible();
  await expect(other.page.getByText("Mine alone")).toHaveCount(0);
  const listed = await ask("/api/v1/views", { cookie: other.cookie });
  expect(listed.body).not.toContain("Mine alone");
});

test("the same list and the same name are refused with the name of the view that has them", async ({
  arrive,
}) => {
  const { page } = await arrive("support");
  await page.goto("/passes?user_id=5,6&status=USING,EXPIRED");
  await saveByKeyboard(page, "Five and six");
  await page.goto("/passes?status=EXPIRED,USING&user_id=6,5");
  const dialog = await openDialog(page);
  await page.keyboard.type("Six and five");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("“Five and six” shows these passes already.");
  await page.keyboard.press("Escape");
  await page.goto("/passes?user_id=7");
  await openDialog(page);
  await page.keyboard.type("five and six");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("There is a view called “Five and six” already.");
  await page.keyboard.press("Escape");
  await page.goto("/passes?flag=drift");
  await openDialog(page);
  await page.keyboard.type("Mine");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("“Drift” shows these passes already.");
});

test("a manager shares a view; support sees and opens it, and cannot change it", async ({
  arrive,
  ownerDb,
}) => {
  const manager = await arrive("manager");
  const support = await arrive("support");
  const name = `Shared ${manager.id}`;
  await manager.page.goto(`/passes?user_id=${7000 + manager.id}`);
  const dialog = await openDialog(manager.page);
  await manager.page.keyboard.type(name);
  await dialog.getByRole("radio", { name: "The team" }).press("Space");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(manager.page).toHaveURL(/view=\d+/);
  const id = new URL(manager.page.url()).searchParams.get("view") ?? "";

  await support.page.goto("/passes");
  await tab(support.page, name).press("Enter");
  await expect(support.page).toHaveURL(new RegExp(`view=${id}`));
  await expect(tab(support.page, name)).toHaveAttribute("aria-current", "page");
  await support.page.getByRole("button", { name: `Actions of ${name}` }).press("Enter");
  await expect(support.page.getByRole("menuitem", { name: "Open the list with it" })).toBeVisible();
  for (const action of ["Rename", "Remove", "Keep to myself"]) {
    await expect(support.page.getByRole("menuitem", { name: action })).toHaveCount(0);
  }
  const before = await ownerDb.fingerprint(["pd_view"]);
  const path = `/api/v1/views/${id}`;
  const refused = await ask(path, write("PATCH", { name: "Theirs" }, support.cookie));
  expect(refused.status).toBe(403);
  const noShare = { name: "Ours", scope: "team", search: "user_id=9" };
  expect((await ask("/api/v1/views", write("POST", noShare, support.cookie))).status).toBe(403);
  const removal = { method: "DELETE", cookie: support.cookie, headers: { origin: ORIGIN } };
  expect((await ask(path, removal)).status).toBe(403);
  expect(await ownerDb.fingerprint(["pd_view"])).toBe(before);
  expect((await ask(path, { ...removal, cookie: manager.cookie })).status, "the control").toBe(204);
});

test("a removed view comes back with Undo", async ({ arrive, ownerDb }) => {
  const { page, id: owner } = await arrive("support");
  const searches = async () =>
    (await ownerDb.rows<{ search: string }>("SELECT search FROM pd_view WHERE owner_id = ?", [owner])).map(
      ({ search }) => search,
    );
  await page.goto("/passes?user_id=8&sort=expiration&columns=status,expiration");
  await saveByKeyboard(page, "Rider eight");
  const kept = await searches();
  await chooseAction(page, "Rider eight", "Remove");
  await expect(tab(page, "Rider eight")).toHaveCount(0);
  expect(await searches()).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(tab(page, "Rider eight")).toBeVisible();
  expect(await searches()).toEqual(kept);
});
