import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const EMPTY = "export const a = 1;\n";
const load = (path: string) => `import { a } from "${path}";\nexport const b = a;\n`;

/* A small tree with one violation per rule, each next to the same thing done right. */
const TREE: Record<string, string> = {
  "db/connection.ts": `import knex from "knex";\nexport const a = knex;\n`,
  "db/passes/passes.ts": load("@/lib/passes/pass"),
  "db/testing/schema.ts": EMPTY,
  "db/query/page.ts": load("@/db/passes/passes"),
  "db/riders/riders.ts": load("@/db/passes/passes"),
  "db/users/users.ts": load("@/db/riders/riders"),
  "lib/time/clock.ts": EMPTY,
  "lib/log.ts": load("./passes/pass"),
  "lib/http/route.ts": EMPTY,
  "lib/http/page-context.ts": EMPTY,
  "lib/passes/pass.ts": EMPTY,
  "lib/passes/list/list-passes.ts": `import "server-only";\n${load("@/db/connection")}`,
  "lib/passes/note-pass.ts": load("@/lib/notes/note"),
  "lib/passes/first.ts": load("./second"),
  "lib/passes/second.ts": load("./first"),
  "lib/passes/look.ts": load("@/components/ui/button"),
  "lib/passes/driver.ts": `import mysql from "mysql2";\nexport const a = mysql;\n`,
  "lib/passes/lost.ts": load("./nowhere"),
  "lib/passes/tested.ts": load("@/db/testing/schema"),
  "lib/passes/helped.ts": load("@/lib/testing/help"),
  "lib/passes/type-one.ts": `import type { B } from "./type-two";\nexport type A = B;\n`,
  "lib/passes/type-two.ts": `import type { A } from "./type-one";\nexport type B = A;\n`,
  "lib/testing/help.ts": load("@/lib/views/view"),
  "lib/notes/note.ts": load("@/lib/passes/pass"),
  "lib/views/view.ts": load("@/lib/notes/note"),
  "components/ui/button.tsx": EMPTY,
  "components/ui/note.tsx": load("@/components/notes/note-form"),
  "components/notes/note-form.tsx": load("@/components/ui/button"),
  "components/notes/note-list.tsx": load("@/components/corrections/change-table"),
  "components/corrections/change-table.tsx": EMPTY,
  "components/views/view-menu.tsx": load("@/components/passes/table/pass-table"),
  "components/views/view-notes.tsx": load("@/components/riders/rider-card"),
  "components/views/view-list.tsx": load("@/components/passes/list/pass-list"),
  "components/riders/rider-card.tsx": load("@/components/notes/note-form"),
  "components/riders/rider-frame.tsx": load("@/components/shell/sidebar"),
  "components/shell/sidebar.tsx": load("@/components/views/view-menu"),
  "components/passes/list/pass-list.tsx": load("@/components/views/view-menu"),
  "components/passes/list/pass-row.tsx": load("./pass-list"),
  "components/passes/detail/pass-detail.tsx": load("@/components/passes/list/pass-list"),
  "components/passes/table/pass-views.tsx": load("@/components/views/view-menu"),
  "components/passes/table/pass-table.tsx": load("@/components/ui/button"),
  "components/passes/pass-type.tsx": `import type { a } from "@/lib/passes/list/list-passes";\nexport type B = typeof a;\n`,
  "components/passes/pass-leak.tsx": load("./pass-way"),
  "components/passes/pass-way.ts": load("@/lib/passes/list/list-passes"),
  "components/passes/pass-sql.tsx": load("@/db/connection"),
  "app/(desk)/passes/page.tsx": load("@/lib/http/page-context"),
  "app/(desk)/audit/page.tsx": load("@/lib/passes/list/list-passes"),
  "app/api/v1/passes/route.ts": load("@/lib/http/route"),
  "app/api/v1/audit/route.ts": load("@/lib/passes/list/list-passes"),
  "app/api/v1/raw/route.ts": `${load("@/db/connection")}import "@/lib/http/route";\n`,
  "worker/main.ts": load("@/db/passes/passes"),
  "cli/main.ts": load("@/components/ui/button"),
  "cli/bench/measure.ts": load("@/lib/testing/help"),
  "e2e/list.spec.ts": load("@/lib/passes/pass"),
  "e2e/fixtures.ts": load("@/db/testing/schema"),
  "node_modules/knex/index.js": "module.exports = {};\n",
  "node_modules/mysql2/index.js": "module.exports = {};\n",
  "node_modules/server-only/index.js": "",
};

interface Violation {
  from: string;
  rule: { name: string };
}

let folder: string;
let violations: Violation[];
let circles: Violation[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "passdesk-layers-"));
  for (const [path, source] of Object.entries(TREE)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), source);
  }
  const manifest = { dependencies: { knex: "1", mysql2: "1", "server-only": "1" } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await cp(join(ROOT, "tsconfig.json"), join(folder, "tsconfig.json"));
  violations = await cruise(".dependency-cruiser.cjs");
  circles = await cruise("bin/lint/circles.cjs");
});

async function cruise(config: string): Promise<Violation[]> {
  const tool = join(ROOT, "node_modules/.bin/depcruise");
  const folders = ["app", "components", "lib", "db", "worker", "cli", "e2e"];
  const args = [tool, ...folders, "--config", join(ROOT, config), "--output-type", "json"];
  // Its exit code is the number of violations, which are expected here.
  const outcome = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 32e6 }).catch(
    (error: { stdout: string }) => error,
  );
  return (JSON.parse(outcome.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ["no-cycles", "lib/passes/first.ts"],
  ["no-unresolvable", "lib/passes/lost.ts"],
  ["drivers-only-in-db", "lib/passes/driver.ts"],
  ["db-knows-nothing-of-ours", "db/passes/passes.ts"],
  ["db-query-knows-no-table", "db/query/page.ts"],
  ["db-rooms-stand-on-query-and-passes", "db/users/users.ts"],
  ["components-look-down", "components/passes/pass-sql.tsx"],
  ["looks-show-no-feature", "components/ui/note.tsx"],
  ["passes-show-no-feature", "components/passes/table/pass-views.tsx"],
  ["passes-show-no-feature", "components/notes/note-list.tsx"],
  ["features-show-only-what-is-below", "components/views/view-notes.tsx"],
  ["screens-are-on-top", "components/views/view-list.tsx"],
  ["screens-are-on-top", "components/riders/rider-frame.tsx"],
  ["screens-are-on-top", "components/passes/detail/pass-detail.tsx"],
  ["components-never-reach-a-verb", "components/passes/pass-leak.tsx"],
  ["components-never-reach-a-verb", "components/passes/pass-way.ts"],
  ["lib-looks-down", "lib/passes/look.ts"],
  ["platform-imports-no-feature", "lib/log.ts"],
  ["passes-import-no-feature", "lib/passes/note-pass.ts"],
  ["features-import-only-what-is-below", "lib/views/view.ts"],
  ["routes-go-through-lib", "app/api/v1/raw/route.ts"],
  ["adapters-stay-apart", "cli/main.ts"],
  ["worker-goes-through-lib", "worker/main.ts"],
  ["e2e-knows-routes-and-types", "e2e/list.spec.ts"],
  ["nobody-imports-tests", "lib/passes/tested.ts"],
  ["test-helpers-stay-with-tests", "lib/passes/helped.ts"],
  ["api-routes-use-the-wrapper", "app/api/v1/audit/route.ts"],
  ["pages-know-who-asks", "app/(desk)/audit/page.tsx"],
])("%s is found in %s", (rule, path) => {
  expect(violations.filter((each) => each.rule.name === rule).map((each) => each.from)).toContain(path);
});

test.each([
  "components/passes/table/pass-table.tsx",
  "components/passes/pass-type.tsx",
  "components/passes/list/pass-list.tsx",
  "components/passes/list/pass-row.tsx",
  "components/riders/rider-card.tsx",
  "components/views/view-menu.tsx",
  "components/shell/sidebar.tsx",
  "lib/notes/note.ts",
  "lib/passes/list/list-passes.ts",
  "lib/testing/help.ts",
  "cli/bench/measure.ts",
  "db/connection.ts",
  "db/riders/riders.ts",
  "app/(desk)/passes/page.tsx",
  "app/api/v1/passes/route.ts",
  "e2e/fixtures.ts",
])("%s is as it should be", (path) => {
  expect(violations.filter((each) => each.from === path)).toEqual([]);
});

test("a circle made of types alone is found, and only where it is", () => {
  const found = circles.filter((each) => each.rule.name === "no-circles").map((each) => each.from);
  expect(found).toEqual(["lib/passes/first.ts", "lib/passes/type-one.ts"]);
  expect(violations.filter((each) => each.from === "lib/passes/type-one.ts")).toEqual([]);
});
