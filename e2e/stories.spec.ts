import type { Page } from "@playwright/test";
import { createAccount, expect, test } from "./fixtures";
import { Keyboard } from "./keyboard";

/*
 * Ten calls, each from the sign-in page to a sentence the agent can say, by keyboard only and in at most six
 * interactions. The passes and riders are the named cases of the demo data (db/seeds/scenario-list.ts).
 */

const MOST_INTERACTIONS = 6;

/** What the caller reads out, as the database holds it. */
interface Case {
  pass_id: number;
  user_id: number;
  serial: string;
  email: string;
  phone: string;
  time_used: string | null;
  reference: string;
}

test.describe.configure({ mode: "default" });

let cases: Map<number, Case>;
// A new account: a person's sixth session ends the first, which another test may be using.
let agent: string;
test.beforeAll(async ({ ownerDb }) => {
  agent = await createAccount(ownerDb, "support");
  // The demo data's ride was in progress when the data were made; by now it would be over.
  await ownerDb.rows(
    "UPDATE pd_pass SET raw_time_used = NOW() - INTERVAL 2 HOUR, expiration = NOW() + INTERVAL 1 HOUR WHERE id = 2",
  );
  const rows = await ownerDb.rows<Case>(
    `SELECT p.id AS pass_id, p.user_id, p.serial, u.email, u.phone_number AS phone,
       DATE_FORMAT(p.time_used, '%Y-%m-%d %H:%i:%s') AS time_used, r.reference
     FROM pd_pass p JOIN pd_rider u ON u.id = p.user_id
     LEFT JOIN pd_order_reference r ON r.order_uuid = p.order_uuid WHERE p.id <= 40`,
  );
  cases = new Map(rows.map((row) => [row.pass_id, row]));
});

function caseOf(passId: number): Case {
  const found = cases.get(passId);
  if (!found) throw new Error(`the demo data has no case ${passId}`);
  return found;
}

/** Signs in, searches for what the caller reads out, runs the story and checks the number of interactions. */
async function answerCall(
  page: Page,
  readOut: string,
  story: (keyboard: Keyboard) => Promise<void>,
): Promise<void> {
  await page.goto("/sign-in");
  const keyboard = new Keyboard(page);
  await keyboard.signIn(agent);
  await keyboard.search(readOut);
  await story(keyboard);
  expect(keyboard.interactions, "interactions").toBeLessThanOrEqual(MOST_INTERACTIONS);
}

const why = (page: Page) => page.getByRole("region", { name: /because/ });
const findings = (page: Page) => page.getByRole("region", { name: "Findings" });

test("“I paid but have no ticket”: the e-mail leads to the order that never became one @portal", async ({
  page,
}) => {
  await answerCall(page, caseOf(15).email, async () => {
    await expect(page).toHaveURL("/riders/4");
    await expect(findings(page)).toContainText("An order was started and never completed");
    await expect(findings(page)).toContainText("Paid, but tickets are missing");
  });
});

test("“You charged me twice”: the phone number, in the writing of the rider, shows both orders @portal", async ({
  page,
}) => {
  const digits = caseOf(36).phone.slice(-10);
  const spoken = `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
  await answerCall(page, spoken, async () => {
    await expect(page).toHaveURL("/riders/13");
    await expect(findings(page)).toContainText("Likely charged twice");
  });
});

test("“My ticket expired too early”: the serial says when it started and ended @portal", async ({ page }) => {
  await answerCall(page, caseOf(3).serial, async () => {
    await expect(page).toHaveURL("/passes/3");
    await expect(page.getByRole("heading", { level: 2, name: /^Expired because its 3-hour/ })).toBeVisible();
    await expect(why(page)).toContainText("Your pass started");
  });
});

test("“I activated by mistake”: it is running, until when, and what can be done @portal", async ({
  page,
}) => {
  await answerCall(page, caseOf(2).serial.replaceAll("-", ""), async () => {
    await expect(page).toHaveURL("/passes/2");
    await expect(page.getByRole("heading", { level: 2, name: /^Using because/ })).toBeVisible();
    await expect(why(page)).toContainText(/works until/);
  });
});

test("“I cannot activate it”: the order number on the receipt shows the hours it can be @portal", async ({
  page,
}) => {
  await answerCall(page, caseOf(32).serial, async () => {
    await expect(page).toHaveURL("/passes/32");
    await expect(page.getByRole("heading", { level: 2, name: /^Usable because/ })).toBeVisible();
    await expect(why(page)).toContainText(/activat/i);
  });
});

test("“I have a new phone”: the device it is locked to is named @portal", async ({ page }) => {
  await answerCall(page, caseOf(31).serial, async () => {
    await expect(page.getByRole("heading", { level: 2, name: /another device only$/ })).toBeVisible();
    await expect(why(page)).toContainText("Old phone");
  });
});

test("“The inspector said it was invalid”: whether it was valid at that minute @portal", async ({ page }) => {
  const { serial, time_used } = caseOf(3);
  const inspected = new Date(Date.parse(`${time_used?.replace(" ", "T")}Z`) + 30 * 60_000);
  const spoken = inspected
    .toLocaleString("en-US", {
      timeZone: "America/Chicago",
      month: "short",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
    })
    .replace(",", "");
  await answerCall(page, serial, async (keyboard) => {
    await expect(page.getByRole("heading", { level: 2, name: /^Expired because/ })).toBeVisible();
    const field = page.getByLabel(/^At what time/);
    await keyboard.press("t", () => expect(field).toBeFocused({ timeout: 3000 }));
    await keyboard.type(spoken, "Enter");
    await expect(page.getByText("It was valid at that moment")).toBeVisible();
    await expect(page.getByText(/As it was on/)).toBeVisible();
  });
});

test("“What did I pay for this one?”: order, product and price behind one key @portal", async ({ page }) => {
  await answerCall(page, caseOf(5).serial, async (keyboard) => {
    await expect(page).toHaveURL("/passes/5");
    await expect(page.getByRole("tab", { name: /Order/ })).toBeVisible();
    const panel = page.getByRole("tabpanel", { name: /Order/ });
    await keyboard.press("]", () => expect(panel).toBeVisible({ timeout: 3000 }));
    await expect(panel).toContainText("3.25");
    await expect(panel).toContainText("Park & Ride Zone 2");
  });
});

test("“How many tickets do I have left?”: counted on the rider's page, free ones among them @portal", async ({
  page,
}) => {
  await answerCall(page, caseOf(12).phone, async () => {
    await expect(page).toHaveURL("/riders/3");
    const ready = page.getByRole("region", { name: /^Ready to use/ });
    await expect(ready).toContainText("METRO Reward Ride");
  });
});

test("“Where are my five free tickets?”: rides counted since the last reward @portal", async ({ page }) => {
  await answerCall(page, caseOf(40).email, async () => {
    await expect(page).toHaveURL("/riders/15");
    await expect(findings(page)).toContainText(/rides, free tickets are due/);
  });
});
