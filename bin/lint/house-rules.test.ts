import { ESLint, Linter } from "eslint";
import { describe, expect, test } from "vitest";
import tseslint from "typescript-eslint";
import { houseRules } from "./house-rules.mjs";

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join("\n");

/** What `house/short-story` says about the text of an app file. */
function told(source: string): string[] {
  const found = new Linter().verify(
    source,
    {
      files: ["**/*.tsx"],
      plugins: { house: houseRules },
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { ecmaFeatures: { jsx: true } },
      },
      rules: { "house/short-story": "error" },
    },
    "page.tsx",
  );
  return found.map(({ message }) => message);
}

describe("more than 15 lines of story are refused", () => {
  const step = (at: number) => `const a${at} = ask(${at});`;

  test.each([
    ["in one function", `export function Page() {\n${lines(16, step)}\n}`],
    ["in two functions", `function A() {\n${lines(8, step)}\n}\nconst B = () => {\n${lines(8, step)}\n};`],
    [
      "in a wrapped arrow",
      `export const GET = route((ctx) =>\nask(\n${lines(16, (at) => `ctx.a${at},`)}\n));`,
    ],
    ["in a handler in JSX", `const A = () => <a onClick={() => {\n${lines(16, step)}\n}} />;`],
    ["in an object of props", `function A() {\nconst props = {\n${lines(16, (at) => `a${at}: 1,`)}\n};\n}`],
  ])("%s", (_, source) => {
    expect(told(source)).toEqual([expect.stringMatching(/tells 1[67] lines of story; at most 15/)]);
  });

  test("15 lines are in order", () => {
    expect(told(`export function Page() {\n${lines(15, step)}\n}`)).toEqual([]);
  });
});

test("JSX, types, comments, brackets and constants are no story", () => {
  const many = (line: string) => lines(16, () => line);
  const source = `
    const WORDS = {\n${lines(16, (at) => `a${at}: 1,`)}\n};
    interface Props {\n${lines(16, (at) => `a${at}: string;`)}\n}
    export function Page(\n{\n${lines(16, (at) => `a${at},`)}\n}: Props) {
      ${many("// why")}
      ${many("")}
      const all: {\n${lines(16, (at) => `a${at}: string;`)}\n} = WORDS;
      return (
        <ul>
          ${many("<li onClick={() => show(all)}>one</li>")}
        </ul>
      );
    }`;
  expect(told(source)).toEqual([]);
});

test("the rule is on for the files of app and not for tests or other rooms", async () => {
  const eslint = new ESLint();
  const settingOf = async (path: string) => {
    const { rules } = (await eslint.calculateConfigForFile(path)) as { rules: Record<string, unknown> };
    return rules["house/short-story"];
  };
  expect(await settingOf("app/(desk)/passes/page.tsx")).toEqual([2]);
  expect(await settingOf("app/api/v1/passes/route.ts")).toEqual([2]);
  expect(await settingOf("app/api/v1/passes/route.db.test.ts")).toBeUndefined();
  expect(await settingOf("lib/passes/pass.ts")).toBeUndefined();
});
