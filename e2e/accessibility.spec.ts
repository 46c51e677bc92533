import { type Layer, LOOKS, pressed, violations, widthOf } from "./axe";
import { expect, test } from "./fixtures";
import { ownPass } from "./own-passes";

/*
 * Riders with findings, with orders that do not add up, and deleted; passes with drift, with an order, with two riders.
 */
const DESK = [
  "/riders", "/riders/1", "/riders/4", "/riders/10", "/settings", "/passes/24?tab=provider", "/passes/1?tab=order", "/passes/35",
]; // prettier-ignore

const LAYERS: readonly Layer[] = [
  {
    name: "the sheet of keys",
    path: "/passes",
    isOnPhone: false,
    open: (page) => page.keyboard.press("?"),
    layer: (page) => page.getByRole("dialog", { name: "Shortcuts" }),
  },
  {
    name: "the columns",
    path: "/passes",
    isOnPhone: false,
    open: pressed((page) => page.getByRole("button", { name: "Columns" })),
    layer: (page) => page.getByRole("dialog", { name: "Columns" }),
  },
  {
    name: "the dialog of a view",
    path: "/passes?status=USING&user_id=1",
    isOnPhone: true,
    open: pressed((page) => page.getByRole("button", { name: "Save as view" })),
    layer: (page) => page.getByRole("dialog", { name: "Save view" }),
  },
  {
    name: "the form of a fare rule",
    path: "/settings",
    isOnPhone: true,
    open: pressed((page) => page.getByRole("button", { name: /^(Set|Change) the rule of/ }).first()),
    layer: (page) => page.getByRole("dialog", { name: "Fare rule" }),
  },
  {
    name: "the finds of the search box",
    path: "/passes",
    isOnPhone: true,
    open: async (page) => {
      const box = page.getByRole("combobox", { name: /^Search/ });
      await box.fill("rider 1, rider 2, rider 3, 1111-2222-3333-4444");
      await box.press("Enter");
    },
    layer: (page) => page.getByRole("option").first(),
  },
  {
    name: "the reason of a reveal",
    path: "/riders/1",
    isOnPhone: true,
    open: pressed((page) => page.getByRole("button", { name: "Reveal email" }).first()),
    layer: (page) => page.getByRole("dialog", { name: "Reveal email" }),
  },
  {
    name: "the bar of a selection",
    path: "/passes",
    isOnPhone: false,
    open: async (page) => {
      for (const key of ["j", "x"]) await page.keyboard.press(key);
    },
    layer: (page) => page.getByRole("group", { name: "Selected passes" }),
  },
];

test("control: an inaccessible page is found", async ({ page }) => {
  await page.setContent(
    `<!doctype html><html lang="en"><title>A form</title><main><h1>A form</h1><input></main></html>`,
  );
  expect((await violations(page)).join()).toContain("label");
});

for (const { theme, viewport, name } of LOOKS) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme: theme });

    test("the sign-in page", async ({ page, consoleErrors }) => {
      await page.goto("/sign-in");
      await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(consoleErrors).toEqual([]);
    });

    test.describe("signed in", () => {
      test.use({ role: "admin" });

      test("every page of the desk, with rows, without, refused and lost", async ({
        page,
        ownerDb,
        cookieOf,
        consoleErrors,
      }) => {
        test.setTimeout(240_000);
        const pass = await ownPass(ownerDb, await cookieOf("admin"));
        const found: string[] = [];
        for (const path of [
          "/passes",
          "/passes?status=USING&sort=-expiration&flag=drift",
          "/passes?serial=0000-0000-0000-0000",
          `/passes/${pass.id}`,
          `/passes/${pass.id}/correct`,
          "/audit",
          ...DESK,
        ]) {
          await page.goto(path);
          await expect(page.getByRole("heading").first()).toBeVisible();
          await page.waitForLoadState("networkidle");
          found.push(...(await violations(page)).map((each) => `${path}: ${each}`));
        }
        expect(consoleErrors, "no errors on pages that exist").toEqual([]);
        for (const path of ["/passes?sort=nonsense", "/passes/999999999", "/nowhere"]) {
          await page.goto(path);
          await expect(page.getByRole("heading").first()).toBeVisible();
          found.push(...(await violations(page)).map((each) => `${path}: ${each}`));
        }
        consoleErrors.length = 0;
        expect(found).toEqual([]);
      });

      test("nothing is wider than the screen", async ({ page, ownerDb, cookieOf }) => {
        test.setTimeout(120_000);
        const pass = await ownPass(ownerDb, await cookieOf("admin"));
        for (const path of [
          "/passes",
          `/passes/${pass.id}`,
          `/passes/${pass.id}/correct`,
          "/audit",
          ...DESK,
        ]) {
          await page.goto(path);
          await expect(page.getByRole("heading").first()).toBeVisible();
          expect(await widthOf(page), path).toBeLessThanOrEqual(viewport.width);
        }
      });

      for (const { name: what, path, isOnPhone, open, layer } of LAYERS) {
        if (!isOnPhone && viewport.width < 768) continue;
        test(`${what}, opened`, async ({ page, consoleErrors }) => {
          // Without reduced motion, content that fades in would fail the contrast rule.
          await page.emulateMedia({ reducedMotion: "reduce" });
          await page.goto(path);
          await page.waitForLoadState("networkidle");
          await expect(async () => {
            await open(page);
            await expect(layer(page)).toBeVisible({ timeout: 2000 });
          }).toPass({ timeout: 20_000 });
          expect(await violations(page)).toEqual([]);
          expect(await widthOf(page)).toBeLessThanOrEqual(viewport.width);
          expect(consoleErrors).toEqual([]);
        });
      }
    });
  });
}
