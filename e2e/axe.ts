import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";

/** Every page is checked in both themes and both widths. */
export const LOOKS = (["light", "dark"] as const).flatMap((theme) =>
  [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ].map((viewport) => ({ theme, viewport, name: `${theme}, ${viewport.width} px` })),
);

export interface Layer {
  name: string;
  path: string;
  /** False for layers about keys and wide lists, which a phone does not have. */
  isOnPhone: boolean;
  open: (page: Page) => Promise<void>;
  layer: (page: Page) => Locator;
}

export const pressed = (button: (page: Page) => Locator) => (page: Page) => button(page).press("Enter");

/** The page's width in pixels, overflow included. */
export async function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Each violated rule with the elements that violate it. Waits for colors to settle: halfway, any contrast may be too low. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
}
