import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask, json, write } from "./ask";
import { type Layer, LOOKS, pressed, violations, widthOf } from "./axe";
import { readyExport } from "./background-export";
import { expect, test } from "./fixtures";
import { type OwnPass, ownPass } from "./own-passes";
import { REASON } from "./reason";

/* Pages of long-running work with something on them, with their drawers and dialogs, at every size. */

test.use({ role: "admin" });

interface Things {
  pass: OwnPass;
  correctionId: string;
  plannedId: string;
  doneId: string;
  exportId: string;
}

let things: Things;

async function bulkOf(cookie: string | undefined, passes: readonly OwnPass[]): Promise<string> {
  const body = {
    pass_ids: passes.map(({ id }) => id),
    changes: { product_name: `Looked at ${Date.now()}` },
    reason: REASON,
  };
  const planned = await ask("/api/v1/bulk-corrections", write("POST", body, cookie));
  expect(planned.status, planned.body).toBe(201);
  return json<{ id: string }>(planned).id;
}

async function makeThings(db: OutsideDatabase, cookie: string | undefined): Promise<Things> {
  const passes: OwnPass[] = [];
  for (let at = 0; at < 4; at++) passes.push(await ownPass(db, cookie));
  const [pass, ...others] = passes;
  if (!pass) throw new Error("there is no pass to correct");
  const change = { changes: { product_name: `Looked at ${Date.now()}` }, reason: REASON };
  const corrected = await ask(`/api/v1/passes/${pass.id}`, write("PATCH", change, cookie, { "if-match": pass.etag })); // prettier-ignore
  expect(corrected.status, corrected.body).toBe(200);
  const correctionId = json<{ correction: { id: string } }>(corrected).correction.id;
  const doneId = await bulkOf(cookie, others);
  await ask(`/api/v1/bulk-corrections/${doneId}/run`, write("POST", { confirm_count: 3 }, cookie));
  const state = async () =>
    json<{ state: string }>(await ask(`/api/v1/bulk-corrections/${doneId}`, { cookie })).state;
  await expect.poll(state, { timeout: 30_000 }).toBe("done");
  const plannedId = await bulkOf(cookie, others);
  const { id: exportId } = await readyExport(cookie, { name: "Looked at", search: "status=USING" });
  return { pass, correctionId, plannedId, doneId, exportId };
}

test.beforeAll(async ({ ownerDb, cookieOf }) => {
  things = await makeThings(ownerDb, await cookieOf("admin"));
});

test.afterAll(async ({ cookieOf }) => {
  await ask(
    `/api/v1/bulk-corrections/${things.plannedId}/cancel`,
    write("POST", {}, await cookieOf("admin")),
  );
});

const pagesOf = ({ pass, correctionId, plannedId, doneId, exportId }: Things): readonly string[] => [
  "/corrections", "/corrections?tab=single", "/corrections/new?status=USING", `/corrections/bulk/${plannedId}`,
  `/corrections/bulk/${doneId}`, "/jobs", "/jobs?state=dead", "/archive", "/archive?restore=archived%3Donly", "/exports",
  "/exports?show=scheduled", `/exports?export=${exportId}`, `/audit?entry=${correctionId}`, "/passes?archived=only",
  `/passes/${pass.id}`,
]; // prettier-ignore

const opensByItself = () => Promise.resolve();
const layersOf = ({ pass, correctionId, doneId }: Things): readonly Layer[] => [
  {
    name: "the export of a list",
    path: "/passes?status=USING",
    isOnPhone: false,
    open: pressed((page) => page.getByRole("button", { name: "Export" })),
    layer: (page) => page.getByRole("dialog", { name: "Export passes" }),
  },
  {
    name: "a new export",
    path: "/exports?new=1&status=USING",
    isOnPhone: true,
    open: opensByItself,
    layer: (page) => page.getByRole("region", { name: "Preview of the file" }),
  },
  {
    name: "the schedules of exports",
    path: "/exports?schedules=1",
    isOnPhone: true,
    open: opensByItself,
    layer: (page) => page.getByRole("dialog", { name: "Scheduled exports" }),
  },
  {
    name: "the question before an archiving",
    path: "/archive",
    isOnPhone: true,
    open: pressed((page) => page.getByRole("button", { name: /^Archive [\d,]+ pass/ })),
    layer: (page) => page.getByRole("dialog", { name: /^Archive [\d,]+ pass/ }),
  },
  {
    name: "the pins of a pass",
    path: `/passes/${pass.id}`,
    isOnPhone: true,
    open: pressed((page) => page.getByRole("button", { name: "Pin…" })),
    layer: (page) => page.getByRole("dialog", { name: "Pin fields" }),
  },
  {
    name: "the undoing of a correction",
    path: `/passes/${pass.id}?undo=${correctionId}`,
    isOnPhone: true,
    open: opensByItself,
    layer: (page) => page.getByRole("dialog", { name: "Undo this correction" }),
  },
  {
    name: "the undoing of a bulk correction",
    path: `/corrections/bulk/${doneId}`,
    isOnPhone: false,
    open: pressed((page) => page.getByRole("button", { name: /^Undo 3 passes/ })),
    layer: (page) => page.getByRole("dialog", { name: /^Undo 3 passes/ }),
  },
];

for (const { theme, viewport, name } of LOOKS) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme: theme });

    test("every page of long-running work is accessible and no wider than the screen", async ({
      page,
      consoleErrors,
    }) => {
      test.setTimeout(240_000);
      const found: string[] = [];
      for (const path of pagesOf(things)) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.locator(".skeleton")).toHaveCount(0);
        found.push(...(await violations(page)).map((each) => `${path}: ${each}`));
        const width = await widthOf(page);
        if (width > viewport.width) found.push(`${path} is ${width} px wide`);
      }
      expect(found).toEqual([]);
      expect(consoleErrors).toEqual([]);
    });

    test("every drawer and dialog of long-running work is accessible and no wider than the screen", async ({
      page,
      consoleErrors,
    }) => {
      test.setTimeout(240_000);
      // Without reduced motion, content that fades in would fail the contrast rule.
      await page.emulateMedia({ reducedMotion: "reduce" });
      const found: string[] = [];
      for (const { name: what, path, isOnPhone, open, layer } of layersOf(things)) {
        if (!isOnPhone && viewport.width < 768) continue;
        await page.goto(path);
        await expect(async () => {
          if (!(await layer(page).isVisible())) await open(page);
          await expect(layer(page)).toBeVisible({ timeout: 3000 });
        }, what).toPass({ timeout: 30_000 });
        found.push(...(await violations(page)).map((each) => `${what}: ${each}`));
        const width = await widthOf(page);
        if (width > viewport.width) found.push(`${what} is ${width} px wide`);
      }
      expect(found).toEqual([]);
      expect(consoleErrors).toEqual([]);
    });
  });
}

test.describe("refused", () => {
  test.use({ role: "support" });

  test("pages that a role may not see say so, accessibly", async ({ page }) => {
    const found: string[] = [];
    for (const path of [
      "/exports",
      "/archive",
      "/jobs",
      "/corrections/new",
      `/corrections/bulk/${things.doneId}`,
    ]) {
      expect((await page.goto(path))?.status(), path).toBe(403);
      await expect(page.getByRole("heading").first()).toBeVisible();
      found.push(...(await violations(page)).map((each) => `${path}: ${each}`));
    }
    expect(found).toEqual([]);
  });
});
