import type { Page } from "@playwright/test";
import { ask, json, write } from "./ask";
import { expect, pressUntil, test, waitForKeys } from "./fixtures";
import { ownPass } from "./own-passes";

test.use({ role: "support", permissions: ["clipboard-read", "clipboard-write"] });

const field = (page: Page) => page.getByRole("textbox", { name: "Note" });
const entries = (page: Page) => page.getByRole("listitem").filter({ hasText: "added a note" });
const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

async function addByKeyboard(page: Page, text: string): Promise<void> {
  await pressUntil(page, "n", () => expect(field(page)).toBeFocused({ timeout: 500 }));
  await page.keyboard.type(text);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(said(page, "Note added")).toBeVisible();
}

test("a note is added by keyboard, stands in the timeline, and its author changes it within 15 minutes", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("support");
  const pass = await ownPass(ownerDb, cookie);
  await page.goto(`/passes/${pass.id}`);
  await waitForKeys(page);
  await addByKeyboard(page, "Rider will call again on Monday.");
  const entry = entries(page).filter({ hasText: "Rider will call again on Monday." });
  await expect(entry).toBeVisible();
  await expect(field(page), "the field is ready for the next one").toHaveValue("");

  await entry.getByRole("button", { name: "Edit note" }).press("Enter");
  // While editing, the entry no longer has the note's text, so the form is found by its button.
  const editor = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Cancel" }) });
  await expect(editor.getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Rider will call again on Tuesday.");
  await editor.getByRole("textbox", { name: /^Case/ }).fill("CS-2041");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(said(page, "Note changed")).toBeVisible();
  const changed = entries(page).filter({ hasText: "on Tuesday." });
  await expect(changed).toContainText("CS-2041");
  await expect(changed).toContainText("edited");

  const [row] = await ownerDb.rows<{ id: number }>(
    "SELECT id FROM pd_note WHERE subject_type = 'pass' AND subject_id = ?",
    [pass.id],
  );
  const others = await ask(
    `/api/v1/notes/${row?.id}`,
    write("PATCH", { text: "Mine." }, await cookieOf("admin")),
  );
  expect(others.status, "another's note").toBe(403);
  await ownerDb.rows("UPDATE pd_note SET created_on = created_on - INTERVAL 16 MINUTE WHERE id = ?", [
    row?.id ?? 0,
  ]);
  await page.reload();
  await expect(changed).toBeVisible();
  await expect(changed.getByRole("button", { name: "Edit note" })).toHaveCount(0);
  const late = await ask(`/api/v1/notes/${row?.id}`, write("PATCH", { text: "Late." }, cookie));
  expect(late.status, "after the time").toBe(409);
  const audit = await ownerDb.rows<{ action: string }>(
    "SELECT action FROM pd_audit WHERE subject_type = 'note' AND subject_id = ? ORDER BY id",
    [String(row?.id)],
  );
  expect(audit.map(({ action }) => action)).toEqual(["note.add", "note.edit"]);
});

test("the link of an entry leads to the entry, whatever is filtered and whichever tab was open", async ({
  page,
  ownerDb,
  cookieOf,
}) => {
  const cookie = await cookieOf("support");
  const pass = await ownPass(ownerDb, cookie);
  await ask(`/api/v1/passes/${pass.id}/notes`, write("POST", { text: "Look here." }, cookie));
  await page.goto(`/passes/${pass.id}`);
  const entry = entries(page).filter({ hasText: "Look here." });
  await expect(async () => {
    await entry.getByRole("button", { name: /^Copy link to this entry/ }).press("Enter");
    await expect(said(page, "Link")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`/passes/${pass.id}#entry-`));
  const [, hash = ""] = link.split("#");
  for (const search of ["", "?show=refreshes", "?tab=provider", "?tab=order&show=corrections"]) {
    await page.goto("about:blank");
    await page.goto(`/passes/${pass.id}${search}#${hash}`);
    await expect(page.locator(`[id="${hash}"]`)).toBeFocused();
    await expect(entry).toBeInViewport();
  }
});

test("notes of a record are searched on the page, and by the API", async ({ page, ownerDb, cookieOf }) => {
  const cookie = await cookieOf("support");
  const pass = await ownPass(ownerDb, cookie);
  const path = `/api/v1/passes/${pass.id}/notes`;
  for (const text of ["Lost the phone", "Wants a refund", "Called from Katy", "Refund was sent"]) {
    expect((await ask(path, write("POST", { text }, cookie))).status).toBe(201);
  }
  await page.goto(`/passes/${pass.id}`);
  const search = page.getByRole("searchbox", { name: "Search these notes" });
  await expect(async () => {
    await search.fill("");
    await search.pressSequentially("refund");
    await expect(said(page, "2 found")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await expect(entries(page)).toHaveCount(2);
  await search.fill("nothing like it");
  await expect(page.getByText("No note holds these words.")).toBeVisible();
  const found = json<{ data: { text: string }[] }>(await ask(`${path}?q=REFUND`, { cookie })).data;
  expect(found.map(({ text }) => text)).toEqual(["Refund was sent", "Wants a refund"]);
});

test("a rider gets a note, and an invalid note is refused", async ({ page, ownerDb, cookieOf }) => {
  const cookie = await cookieOf("support");
  await page.goto("/riders/9");
  await waitForKeys(page);
  await addByKeyboard(page, "Prefers Spanish.");
  const notes = page.getByRole("region", { name: "Notes" });
  await expect(notes.getByRole("listitem").filter({ hasText: "Prefers Spanish." }).first()).toBeVisible();
  await field(page).fill("Card 4111 1111 1111 1111");
  await expect(notes.getByText(/looks like a card number/)).toBeVisible();
  await expect(notes.getByRole("button", { name: "Save note" })).toBeDisabled();
  const before = await ownerDb.fingerprint(["pd_note", "pd_audit"]);
  const card = await ask(
    "/api/v1/riders/9/notes",
    write("POST", { text: "Card 4111 1111 1111 1111" }, cookie),
  );
  expect(card.status).toBe(422);
  expect(card.body, "the refusal does not repeat it").not.toContain("4111");
  expect(await ownerDb.fingerprint(["pd_note", "pd_audit"])).toBe(before);
});
