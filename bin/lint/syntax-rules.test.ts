import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";

const TYPED_FILE = "lib/example-of-types.ts";

/* Snippets belong to no project, so rules that need types run on the one file the service accepts. */
const plain = new ESLint({
  overrideConfig: [{ languageOptions: { parserOptions: { projectService: false } } }, ...withoutTypes()],
});
const typed = new ESLint({
  overrideConfig: {
    files: [TYPED_FILE],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: [TYPED_FILE] } } },
  },
});

function withoutTypes() {
  const names = [
    "await-thenable", "no-array-delete", "no-base-to-string", "no-duplicate-type-constituents", "no-floating-promises",
    "no-for-in-array", "no-implied-eval", "no-misused-promises", "no-redundant-type-constituents",
    "no-unnecessary-type-assertion", "no-unsafe-argument", "no-unsafe-assignment", "no-unsafe-call",
    "no-unsafe-enum-comparison", "no-unsafe-member-access", "no-unsafe-return", "no-unsafe-unary-minus",
    "only-throw-error", "prefer-promise-reject-errors", "restrict-plus-operands", "restrict-template-expressions",
    "switch-exhaustiveness-check",
  ]; // prettier-ignore
  return [{ rules: Object.fromEntries(names.map((name) => [`@typescript-eslint/${name}`, "off" as const])) }];
}

async function findings(path: string, source: string, eslint = plain): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: path });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const S = "no-restricted-syntax";

describe("refused", () => {
  test.each([
    [S, "db/riders/riders.ts", `export const sql = "SELECT id FROM auth_user";`],
    [S, "db/query/branches.ts", "export const sql = (id: string) => `SELECT ${id} FROM bytemark_orders`;"],
    [S, "lib/time/clock.ts", `export const zone = process.env["TZ"];`],
    [S, "lib/time/clock.ts", `const { env } = process; export const zone = env;`],
    [S, "lib/time/clock.ts", `export const zone = globalThis.process.env;`],
    [S, "lib/time/clock.ts", `import { env } from "node:process"; export const zone = env;`],
    [S, "lib/auth/browser.ts", `"use client"; export const a = 1;`],
    [S, "app/(desk)/passes/page.tsx", `"use client"; export default function Page() { return null; }`],
    [S, "app/(desk)/passes/page.tsx", `"use server"; export default function Page() { return null; }`],
    [S, "components/passes/save.tsx", `export async function save() { "use server"; }`],
    [S, "lib/passes/pass.ts", `"use cache"; export const a = 1;`],
    [S, "components/ui/raw.tsx", `export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;`],
    [S, "components/ui/raw.tsx", `export const props = { dangerouslySetInnerHTML: { __html: "x" } };`],
    [S, "db/passes/passes.ts", "export const a = (db, id) => db.raw(`SELECT 1 FROM t WHERE id = ${id}`);"],
    [S, "db/passes/passes.ts", "export const a = (db, t) => db.raw(`SELECT 1 FROM ${t.name}`);"],
    [S, "db/passes/passes.ts", `export const a = (db, id) => db("t").whereRaw("id = " + id);`],
    [S, "components/notes/send-note.ts", `export const send = () => fetch("/api/v1/notes");`],
    [S, "components/notes/send-note.ts", `export const send = () => globalThis.fetch("/api/v1/notes");`],
    [S, "components/notes/send-note.ts", `export const send = () => window["fetch"]("/api/v1/notes");`],
    [
      S,
      "components/notes/send-note.ts",
      `const ask = fetch; export const send = () => ask("/api/v1/notes");`,
    ],
    [S, "components/notes/send-note.ts", `export const send = () => navigator.sendBeacon("/api/v1/notes");`],
    [S, "components/notes/listen.ts", `export const listen = () => new EventSource("/api/v1/events");`],
    [S, "app/(desk)/passes/page.tsx", `export default function Page() { return fetch("/api/v1/passes"); }`],
    [S, "lib/passes/ask.ts", `export const ask = () => fetch("http://127.0.0.1/");`],
    [S, "lib/auth/token.ts", `export const token = () => Math.random();`],
    [S, "lib/http/nonce.ts", `export const nonce = () => Math.random();`],
    [S, "lib/env.ts", `try { parse(); } catch { /* nobody cares */ }`],
    [S, "lib/passes/all.ts", `export * from "./pass";`],
    [S, "lib/passes/all.ts", `export { pass } from "./pass";`],
    [S, "lib/passes/pass.ts", `export default 1;`],
    [S, "e2e/list.spec.ts", `await page.waitForTimeout(500);`],
    [S, "e2e/list.spec.ts", `test.only("a", () => undefined);`],
    [
      "no-restricted-imports",
      "components/ui/logo.tsx",
      `import Image from "next/image"; export const a = Image;`,
    ],
    [
      "no-restricted-imports",
      "app/icon.tsx",
      `import { ImageResponse } from "next/og"; export const a = ImageResponse;`,
    ],
    ["no-console", "lib/time/clock.ts", `console.log("now");`],
    ["no-empty", "lib/time/clock.ts", `try { parse(); } catch {}`],
    ["no-warning-comments", "lib/time/clock.ts", `// TODO later\nexport const a = 1;`],
    ["@typescript-eslint/no-explicit-any", "lib/time/clock.ts", `export const a = (b: any) => String(b);`],
    [
      "@typescript-eslint/no-non-null-assertion",
      "lib/time/clock.ts",
      `export const a = (b: string[]) => b[0]!;`,
    ],
    [
      "@typescript-eslint/consistent-type-imports",
      "lib/a.ts",
      `import { Log } from "./log"; export type A = Log;`,
    ],
    [
      "react-hooks/rules-of-hooks",
      "components/ui/a.tsx",
      `export function A({ b }) { if (b) useState(1); return null; }`,
    ],
    ["jsx-a11y/alt-text", "components/ui/a.tsx", `export const A = () => <img src="a.png" />;`],
    [
      "max-lines",
      "lib/time/clock.ts",
      Array.from({ length: 201 }, (_, n) => `export const a${n} = ${n};`).join("\n"),
    ],
    ["max-lines-per-function", "lib/a.ts", `export function a() {\n${"  b();\n".repeat(60)}}`],
    ["house/file-name", "lib/passes/PassList.ts", `export const a = 1;`],
    ["house/file-name", "lib/passes/pass-utils-x/utils.ts", `export const a = 1;`],
    ["house/file-name", "lib/helpers.ts", `export const a = 1;`],
    ["house/file-name", "components/ui/index.ts", `export const a = 1;`],
    ["house/file-name", "lib/passes/manage-passes.ts", `export const a = 1;`],
    ["house/file-name", "lib/misc/pass.ts", `export const a = 1;`],
  ])("%s: %s %s", async (rule, path, source) => {
    expect(await findings(path, source)).toContain(rule);
  });

  test.each([
    ["@typescript-eslint/no-floating-promises", `export function a() { Promise.resolve(1); }`],
    [
      "@typescript-eslint/switch-exhaustiveness-check",
      `export function a(b: "x" | "y") { switch (b) { case "x": return 1; } return 2; }`,
    ],
    [
      "@typescript-eslint/no-unsafe-assignment",
      `export const a: string[] = []; const b = JSON.parse("1"); a.push(b as string);`,
    ],
  ])("%s", async (rule, source) => {
    expect(await findings(TYPED_FILE, source, typed)).toContain(rule);
  });

  test("a comment that switches off what is not there", async () => {
    const source = `// eslint-disable-next-line no-console\nexport const a = 1;`;
    expect((await findings("lib/time/clock.ts", source)).join()).toMatch(/Unused eslint-disable/);
  });
});

describe("allowed where it belongs", () => {
  test.each([
    ["lib/env.ts", `export const zone = process.env["TZ"];`],
    ["db/testing/schema.ts", `export const zone = process.env["TZ"];`],
    ["components/ui/overlay/menu.tsx", `"use client"; export const a = 1;`],
    ["app/error.tsx", `"use client"; export default function Failed() { return null; }`],
    ["db/query/compile-where.ts", "export const a = (db, id) => db.raw(`SELECT 1 FROM t WHERE id = ${id}`);"],
    [
      "db/passes/passes.ts",
      "export const a = (db, marks) => db.raw(`SELECT ${SELECTED} FROM t WHERE id IN (${marks})`);",
    ],
    ["components/api/ask-api.ts", `export const ask = () => fetch("/api/v1/notes");`],
    ["cli/doctor.ts", `console.log("all well");`],
    ["app/(desk)/passes/[passId]/page.tsx", `export default function Page() { return null; }`],
    ["lib/passes/pass-status.db.test.ts", `export const a = 1;`],
  ])("%s %s", async (path, source) => {
    expect(await findings(path, source)).toEqual([]);
  });
});

test("every rule is an error or off", async () => {
  for (const path of [
    "lib/time/clock.ts",
    "components/ui/overlay/menu.tsx",
    "db/passes/passes.ts",
    "bin/demo.mjs",
    "e2e/list.spec.ts",
  ]) {
    const { rules } = (await plain.calculateConfigForFile(path)) as { rules: Record<string, [number]> };
    expect(Object.entries(rules).filter(([, [level]]) => level === 1)).toEqual([]);
  }
});
