import type { Page } from "@playwright/test";
import { ask, json, write } from "./ask";
import { expect, test } from "./fixtures";

const RIDER = "2";

test.use({ role: "support" });

let email: string;
test.beforeAll(async ({ ownerDb }) => {
  const [rider] = await ownerDb.rows<{ email: string }>("SELECT email FROM auth_user WHERE id = ?", [RIDER]);
  email = rider?.email ?? "";
  expect(email).toContain("@");
});

const panel = (page: Page) => page.getByRole("dialog", { name: "Reveal email" });
const shown = (page: Page) => page.getByText(email, { exact: true });

async function openPanel(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: "Reveal email" }).first().press("Enter");
    await expect(panel(page)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
}

async function reveal(page: Page): Promise<void> {
  await openPanel(page);
  await panel(page).getByRole("radio", { name: "Contact the rider back" }).press("Space");
  await panel(page).getByRole("button", { name: "Reveal email" }).press("Enter");
  await expect(shown(page)).toBeVisible();
}

test("a reason is asked first; the value hides when the window is left, and the next reveal asks again", async ({
  page,
  ownerDb,
}) => {
  const entries = () =>
    ownerDb.rows<Record<string, unknown>>("SELECT * FROM pd_audit WHERE action = 'rider.reveal' ORDER BY id");
  const before = await entries();
  await page.goto(`/riders/${RIDER}`);
  await expect(shown(page)).toHaveCount(0);
  await openPanel(page);
  await panel(page).getByRole("button", { name: "Reveal email" }).press("Enter");
  await expect(panel(page).getByRole("alert")).toHaveText("Choose a reason.");
  await panel(page).getByRole("radio", { name: "Other" }).press("Space");
  await panel(page).getByRole("button", { name: "Reveal email" }).press("Enter");
  await expect(panel(page).getByText("Say why, in 3 characters or more.")).toBeVisible();
  expect(await entries(), "nothing was asked yet").toHaveLength(before.length);
  await page.keyboard.press("Escape");

  await reveal(page);
  await expect(page.getByText(/^Revealed and logged\. Hides in \d+ s\.$/)).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await expect(shown(page)).toHaveCount(0);
  await openPanel(page);
  await expect(panel(page).getByRole("radio", { checked: true }), "no reason is kept").toHaveCount(0);
  await page.keyboard.press("Escape");
  await reveal(page);
  await page.getByRole("button", { name: "Hide email" }).press("Enter");
  await expect(shown(page)).toHaveCount(0);

  const made = (await entries()).slice(before.length);
  expect(made).toHaveLength(2);
  for (const entry of made) {
    expect(entry).toMatchObject({ subject_type: "rider", subject_id: RIDER, reason_code: "contact_back" });
    expect(JSON.stringify(entry)).not.toContain(email);
    expect(JSON.stringify(entry)).not.toContain(email.split("@")[0]);
  }
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(kept).not.toContain(email);
  await page.reload();
  await expect(page.getByRole("button", { name: "Reveal email" })).toBeVisible();
  expect(await page.content(), "neither the page nor its data holds it").not.toContain(email);
});

test("after 30 seconds the value is gone", async ({ page }) => {
  await page.clock.install();
  await page.goto(`/riders/${RIDER}`);
  await reveal(page);
  await page.clock.runFor(20_000);
  await expect(shown(page), "the control: it is still there").toBeVisible();
  await page.clock.runFor(11_000);
  await expect(shown(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Reveal email" })).toBeVisible();
});

test("the answer is never cached and contains only what was asked for, and the rider's other answers do not contain it", async ({
  cookieOf,
}) => {
  const cookie = await cookieOf("support");
  const body = { fields: ["email"], reason: { code: "identity_check", note: "Caller asked." } };
  const answer = await ask(`/api/v1/riders/${RIDER}/reveal`, write("POST", body, cookie));
  expect(answer.status).toBe(200);
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(Object.keys(json<{ data: { fields: object } }>(answer).data.fields)).toEqual(["email"]);
  expect(answer.body).toContain(email);
  for (const path of ["", "/passes", "/orders", "/notes"]) {
    expect((await ask(`/api/v1/riders/${RIDER}${path}`, { cookie })).body, path).not.toContain(email);
  }
});
