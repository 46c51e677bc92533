import type { Page } from "@playwright/test";
import { ask, json, write } from "./ask";
import { expect, waitForKeys } from "./fixtures";
import type { OwnPasses } from "./own-passes";
import { REASON } from "./reason";

export const count = (own: OwnPasses) => own.ids.length.toLocaleString("en-US");
export const confirmation = (page: Page, own: OwnPasses) =>
  page.getByRole("textbox", { name: `Type ${count(own)} to confirm` });

/** By keyboard only, goes from the list to a plan that moves every expiration two days forward. Answers its id. */
export async function planByKeyboard(page: Page, own: OwnPasses): Promise<string> {
  await page.goto(`/passes?${own.search}`);
  await waitForKeys(page);
  await page.getByRole("checkbox", { name: "Select all on this page" }).press("Space");
  const bar = page.getByRole("group", { name: "Selected passes" });
  await bar.getByRole("button", { name: `Select all ${count(own)} matching` }).press("Enter");
  await expect(bar).toContainText(`All ${count(own)} matching selected`);
  const next = bar.getByRole("link", { name: "Correct…" });
  await expect(next, "the next step has the focus").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Correct ${count(own)} passes` })).toBeVisible();
  const form = page.getByRole("form", { name: "Bulk correction" });
  const amount = form.getByRole("textbox", { name: "Expiration: how many" });
  await expect(async () => {
    await form.getByRole("combobox", { name: "Expiration", exact: true }).press("M");
    await expect(amount).toBeVisible({ timeout: 500 });
  }).toPass();
  await amount.focus();
  await page.keyboard.type("2");
  await form.getByRole("radio", { name: "Service disruption" }).press("Space");
  await form.getByRole("textbox", { name: "Note" }).focus();
  await page.keyboard.type("Readers were down for two days.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.waitForURL(/\/corrections\/bulk\/\d+$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Makes the plan of `planByKeyboard` through the API and waits until it is planned. Answers its id. */
export async function planByRequest(own: OwnPasses, cookie: string | undefined): Promise<string> {
  const body = {
    query: { search: own.search },
    changes: { expiration: { shift: "+2d" } },
    reason: REASON,
  };
  const headers = { "idempotency-key": crypto.randomUUID() };
  const answer = await ask("/api/v1/bulk-corrections", write("POST", body, cookie, headers));
  expect(answer.status, answer.body).toBe(201);
  const { id } = json<{ id: string }>(answer);
  await untilBulk(id, cookie, "planned");
  return id;
}

interface Bulk {
  state: string;
  counts: Record<"matched" | "will_change" | "changed" | "skipped" | "failed", number>;
}

export async function readBulk(id: string, cookie: string | undefined): Promise<Bulk> {
  const answer = await ask(`/api/v1/bulk-corrections/${id}`, { cookie });
  expect(answer.status, answer.body).toBe(200);
  return json<Bulk>(answer);
}

async function untilBulk(id: string, cookie: string | undefined, state: string): Promise<void> {
  await expect.poll(async () => (await readBulk(id, cookie)).state, { timeout: 30_000 }).toBe(state);
}

/** Undoes a bulk correction, so that the next test finds the demo data unchanged. */
export async function undoByRequest(id: string, cookie: string | undefined): Promise<void> {
  const answer = await ask(
    `/api/v1/bulk-corrections/${id}/undo`,
    write("POST", { reason: REASON, confirm_count: (await readBulk(id, cookie)).counts.changed }, cookie, {
      "idempotency-key": crypto.randomUUID(),
    }),
  );
  expect(answer.status, answer.body).toBe(201);
  await untilBulk(json<{ id: string }>(answer).id, cookie, "done");
}
