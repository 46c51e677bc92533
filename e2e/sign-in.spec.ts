import { ask, json, ORIGIN } from "./ask";
import { cookieHeader, createAccount, expect, PASSWORD, signInByForm, test } from "./fixtures";
import { signInByRequest } from "./sign-in-by-request";

const ELSEWHERE = [
  "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example/passes",
  "javascript:alert(1)", "/\t/evil.example", "\t//evil.example", "/..//evil.example", "/.//evil.example",
  "data:text/html,x", "@evil.example", ".evil.example", "/%09/evil.example", "///evil.example",
]; // prettier-ignore

const MISMATCH = "That email and password do not match.";

test.beforeEach(async ({ ownerDb }) => {
  await ownerDb.rows("DELETE FROM pd_sign_in_failure");
});

test("the right password opens the list", async ({ page, ownerDb, consoleErrors }) => {
  const email = await createAccount(ownerDb, "support");
  await page.goto("/sign-in");
  await signInByForm(page, email);
  await expect(page).toHaveURL("/passes");
  await expect(page.getByRole("table", { name: "Passes" })).toBeVisible();
  expect(consoleErrors).toEqual([]);
});

test("a wrong password and an unknown account get the same sentence", async ({ page, ownerDb }) => {
  const email = await createAccount(ownerDb, "support");
  await page.goto("/sign-in");
  for (const who of [email, "nobody@passdesk.test"]) {
    await signInByForm(page, who, "not the password");
    await expect(page.getByRole("alert").filter({ hasText: MISMATCH })).toBeVisible();
    await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    await expect(page).toHaveURL(/\/sign-in/);
  }
  const [known, unknown] = [
    await signInByRequest(email, { password: "wrong" }),
    await signInByRequest("nobody@passdesk.test", { password: "wrong" }),
  ];
  expect([known.url, known.answer.status, known.cookie]).toEqual([unknown.url, unknown.answer.status, ""]);
});

test("after signing in, a person lands on the page they asked for", async ({ page, ownerDb }) => {
  const email = await createAccount(ownerDb, "support");
  await page.goto("/passes?status=USING&sort=-expiration");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await signInByForm(page, email);
  await expect(page).toHaveURL("/passes?status=USING&sort=-expiration");
});

test("sign-in never redirects to another site", async ({ page, ownerDb }) => {
  const email = await createAccount(ownerDb, "support");
  for (const callbackUrl of ELSEWHERE) {
    const { url } = await signInByRequest(email, { fields: { callbackUrl } });
    expect(new URL(url, ORIGIN).origin, callbackUrl).toBe(ORIGIN);
    for (const path of ["/sign-in", "/api/auth/signin", "/api/auth/signout", "/api/auth/error"]) {
      const { headers } = await ask(`${path}?callbackUrl=${encodeURIComponent(callbackUrl)}`);
      if (headers["location"]) expect(new URL(headers["location"], ORIGIN).origin, path).toBe(ORIGIN);
    }
  }
  for (const callbackUrl of ELSEWHERE.slice(0, 4)) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    await signInByForm(page, email);
    await expect(page).toHaveURL("/passes");
  }
});

test("after five failures the right password waits too, and the page says how long", async ({
  page,
  ownerDb,
}) => {
  const email = await createAccount(ownerDb, "support");
  for (let failure = 0; failure < 5; failure++) await signInByRequest(email, { password: "wrong" });
  await page.goto("/sign-in");
  await signInByForm(page, email);
  await expect(page.getByRole("alert").filter({ hasText: /Too many tries\. Wait \d+ min/ })).toBeVisible();
  const other = await createAccount(ownerDb, "support");
  expect((await signInByRequest(other)).cookie, "another account is not locked").not.toBe("");
});

test("signing out ends the session everywhere", async ({ page, ownerDb }) => {
  const email = await createAccount(ownerDb, "support");
  await page.goto("/sign-in");
  await signInByForm(page, email);
  await expect(page).toHaveURL("/passes");
  const kept = cookieHeader(await page.context().storageState());
  expect((await ask("/api/v1/me", { cookie: kept })).status, "the control").toBe(200);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await ask("/api/v1/me", { cookie: kept })).status, "the old cookie, kept by a thief").toBe(401);
  await page.goto("/passes");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a disabled account is refused, and a changed role applies, from the next request on", async ({
  ownerDb,
}) => {
  const email = await createAccount(ownerDb, "admin");
  const { cookie } = await signInByRequest(email);
  const status = async (path: string) => (await ask(path, { cookie })).status;
  expect([await status("/api/v1/me"), await status("/api/v1/audit")]).toEqual([200, 200]);
  await ownerDb.rows("UPDATE pd_user SET role = 'support' WHERE email = ?", [email]);
  expect([await status("/api/v1/me"), await status("/api/v1/audit")]).toEqual([200, 403]);
  await ownerDb.rows("UPDATE pd_user SET disabled_on = NOW(3) WHERE email = ?", [email]);
  expect([await status("/api/v1/me"), await status("/api/v1/audit")]).toEqual([401, 401]);
  expect((await signInByRequest(email)).cookie, "nor does the right password help").toBe("");
});

test("a session ends by itself: 30 minutes idle, 12 hours at most", async ({ ownerDb }) => {
  for (const change of ["last_seen_on = last_seen_on - INTERVAL 1801 SECOND", "expires_on = NOW(3)"]) {
    const email = await createAccount(ownerDb, "support");
    const { cookie } = await signInByRequest(email);
    expect((await ask("/api/v1/me", { cookie })).status).toBe(200);
    await ownerDb.rows(
      `UPDATE pd_session SET ${change} WHERE user_id = (SELECT id FROM pd_user WHERE email = ?)`,
      [email],
    );
    expect((await ask("/api/v1/me", { cookie })).status, change).toBe(401);
  }
});

test("the session cookie is new at each sign-in, unreadable for scripts, and not adopted from outside", async ({
  ownerDb,
}) => {
  const email = await createAccount(ownerDb, "support");
  const first = await signInByRequest(email);
  const again = await signInByRequest(email, { jar: first.cookie });
  expect(again.cookie).not.toBe("");
  expect(again.cookie).not.toBe(first.cookie);
  const [sent] = first.answer.cookies.filter((cookie) => cookie.includes("session"));
  expect(sent).toMatch(/HttpOnly/i);
  expect(sent).toMatch(/SameSite=Lax/i);
  expect(sent).toMatch(/Path=\//i);
  expect(sent).not.toMatch(/Domain=/i);
  const id = first.cookie.split("=")[1] ?? "";
  const stored = await ownerDb.rows<{ id: string }>("SELECT id FROM pd_session");
  expect(
    stored.some((row) => id.includes(row.id)),
    "the stored form signs nobody in",
  ).toBe(false);
  const session = json<Record<string, unknown>>(await ask("/api/auth/session", { cookie: first.cookie }));
  expect(JSON.stringify(session)).not.toContain(PASSWORD);
});
