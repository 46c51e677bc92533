import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { somePass } from "./some-pass";

const LOOKS = (["light", "dark"] as const).flatMap((theme) =>
  [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ].map((viewport) => ({ theme, viewport, name: `${theme}, ${viewport.width} px` })),
);

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
}

test("the control: a page with a mistake is found", async ({ page }) => {
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
        test.setTimeout(120_000);
        const pass = await somePass(ownerDb, await cookieOf("admin"), 30);
        const found: string[] = [];
        for (const path of [
          "/passes",
          "/passes?status=USING&sort=-expiration&flag=drift",
          "/passes?serial=0000-0000-0000-0000",
          `/passes/${pass.id}`,
          `/passes/${pass.id}/correct`,
          "/audit",
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
        const pass = await somePass(ownerDb, await cookieOf("admin"), 30);
        for (const path of ["/passes", `/passes/${pass.id}`, `/passes/${pass.id}/correct`, "/audit"]) {
          await page.goto(path);
          await expect(page.getByRole("heading").first()).toBeVisible();
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, path).toBeLessThanOrEqual(viewport.width);
        }
      });
    });
  });
}
