import { type Browser, type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { type OutsideDatabase, openOutsideDatabase } from "@/db/testing/outside-database";
import type { Role } from "@/lib/acts";
import { ORIGIN } from "./ask";

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

export const ROLE_NAMES = ["support", "manager", "admin"] as const satisfies readonly Role[];
export const PASSWORD = "passdesk-demo";
const emailOf = (role: Role) => `${role}@passdesk.test`;

interface TestFixtures {
  /** The role signed in on the page; null is nobody. Set with `test.use({ role })`. */
  role: Role | null;
  /** Errors the page logged or threw. A test that uses this fixture fails if it ends with any. */
  consoleErrors: string[];
}

interface WorkerFixtures {
  /** The session of a demo account, signed in once through the form. */
  sessionOf: (role: Role) => Promise<StorageState>;
  /** The session of a demo account as a Cookie header; undefined for nobody. */
  cookieOf: (role: Role | null) => Promise<string | undefined>;
  ownerDb: OutsideDatabase;
}

/** Signs in through the form and waits for the desk. */
export async function signInByForm(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signIn(browser: Browser, role: Role): Promise<StorageState> {
  const context = await browser.newContext({ baseURL: ORIGIN, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signInByForm(page, emailOf(role));
  await page.waitForURL(/\/passes/);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Presses a key repeatedly until `done`, because the page may not be hydrated yet. */
export async function pressUntil(page: Page, key: string, done: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await done();
  }).toPass({ timeout: 15_000 });
}

/** Waits until the page's keys work, by opening its sheet of keys. */
export async function waitForKeys(page: Page): Promise<void> {
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await pressUntil(page, "?", () => expect(sheet).toBeVisible({ timeout: 500 }));
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
}

export function cookieHeader(state: StorageState): string {
  return state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  role: [null, { option: true }],
  storageState: async ({ role, sessionOf }, use) => {
    await use(role === null ? { cookies: [], origins: [] } : await sessionOf(role));
  },
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await use(errors);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: false },
  ],
  sessionOf: [
    async ({ browser }, use) => {
      const sessions = new Map<Role, Promise<StorageState>>();
      await use((role) => {
        const session = sessions.get(role) ?? signIn(browser, role);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],
  cookieOf: [
    async ({ sessionOf }, use) => {
      await use(async (role) => (role === null ? undefined : cookieHeader(await sessionOf(role))));
    },
    { scope: "worker" },
  ],
  ownerDb: [
    async ({}, use) => {
      const db = await openOutsideDatabase(process.env["E2E_DATABASE_URL"] ?? "");
      await use(db);
      await db.close();
    },
    { scope: "worker" },
  ],
});

export { expect };

/** A new account with the demo password, for a test that ends its sessions or disables it. */
export async function createAccount(db: OutsideDatabase, role: Role): Promise<string> {
  const email = `${role}.${Date.now().toString(36)}${process.hrtime()[1]}@passdesk.test`;
  await db.rows(
    `INSERT INTO pd_user (email, name, role, password_hash, is_demo)
     SELECT ?, 'Browser Test', role, password_hash, 1 FROM pd_user WHERE email = ?`,
    [email, emailOf(role)],
  );
  return email;
}
