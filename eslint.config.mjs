import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { banned } from "./bin/lint/banned-syntax.mjs";
import { houseRules } from "./bin/lint/house-rules.mjs";
import { startsOnAnyNode } from "./bin/lint/start-node.mjs";

const TYPED = ["**/*.ts", "**/*.tsx", "**/*.mts"];
const TESTS = ["**/*.test.ts", "e2e/**", "db/testing/**"];

/** Every rule is an error: turns the warnings of presets into errors. */
function asErrors(rules) {
  return Object.fromEntries(
    Object.entries(rules)
      .filter(([, setting]) => setting !== "off" && setting !== 0 && setting[0] !== "off" && setting[0] !== 0)
      .map(([name, setting]) => [name, Array.isArray(setting) ? ["error", ...setting.slice(1)] : "error"]),
  );
}

const CORE = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-console": "error",
  "no-constant-condition": ["error", { checkLoops: false }],
  "no-control-regex": "off",
  "no-debugger": "error",
  "no-dupe-else-if": "error",
  "no-empty": "error",
  "no-eval": "error",
  "no-fallthrough": "error",
  "no-loss-of-precision": "error",
  "no-self-assign": "error",
  "no-sparse-arrays": "error",
  "no-unsafe-finally": "error",
  "no-unsafe-optional-chaining": "error",
  "no-useless-escape": "error",
  "no-var": "error",
  "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"], location: "start" }],
  "prefer-const": "error",
  "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
};

const TYPE_AWARE = {
  ...Object.assign(
    {},
    ...tseslint.configs.recommendedTypeChecked.map((config) => asErrors(config.rules ?? {})),
  ),
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/no-import-type-side-effects": "error",
  "@typescript-eslint/no-non-null-assertion": "error",
  "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowNever: true }],
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
  // Off because nearly everything here is a function or plain data; `this` is rare.
  "@typescript-eslint/unbound-method": "off",
  // Off because a function's type may promise what its body knows synchronously.
  "@typescript-eslint/require-await": "off",
};

const GLOBALS = ["AbortController", "AbortSignal", "Buffer", "URL", "URLSearchParams", "clearInterval", "clearTimeout",
  "console", "fetch", "globalThis", "performance", "process", "setInterval", "setTimeout"]; // prettier-ignore

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      ".data/**",
      "node_modules/**",
      "next-env.d.ts",
      "test-results/**",
      "playwright-report/**",
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    plugins: { house: houseRules, "@typescript-eslint": tseslint.plugin },
    rules: { ...CORE, "house/file-name": "error" },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [...GLOBALS, "module", "require", "__dirname"].map((name) => [name, "readonly"]),
      ),
    },
    rules: { ...banned(), "no-undef": "error", "no-unused-vars": "error" },
  },
  { files: ["bin/*.mjs", "bin/lib/*.mjs", "bin/chaos/*.mjs"], ...startsOnAnyNode },
  {
    files: TYPED,
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...TYPE_AWARE,
      ...banned("environment", "useClient", "defaultExport", "builtSql", "asking"),
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "next/image", message: "The image optimiser is attack surface nobody needs here." },
            { name: "next/og", message: "Nothing here draws pictures from requests." },
            { name: "next-auth/react", message: "Too heavy for the browser; post to /api/auth instead." },
            { name: "next/font/google", message: "Fonts come from packages, not from the network." },
          ],
        },
      ],
    },
  },
  {
    files: ["components/**/*.{ts,tsx}", "app/**/*.tsx"],
    plugins: { "react-hooks": hooks, "jsx-a11y": a11y },
    rules: {
      ...asErrors(hooks.configs.flat.recommended.rules),
      ...asErrors(a11y.flatConfigs.recommended.rules),
    },
  },
  { files: ["components/**"], rules: banned("environment", "defaultExport", "builtSql", "asking") },
  { files: ["components/api/**"], rules: banned("environment", "defaultExport", "builtSql") },
  { files: ["app/**"], rules: banned("environment", "useClient", "builtSql", "asking") },
  { files: ["app/**/*.{ts,tsx}"], ignores: TESTS, rules: { "house/short-story": "error" } },
  { files: ["app/**/error.tsx", "app/global-error.tsx"], rules: banned("environment", "builtSql", "asking") },
  {
    files: ["lib/auth/**", "lib/http/**"],
    rules: banned("environment", "useClient", "defaultExport", "builtSql", "weakRandom", "asking"),
  },
  // The build drops the Node half from other runtimes only if the code names the variable itself.
  { files: ["lib/env.ts", "instrumentation.ts"], rules: banned("useClient", "defaultExport", "builtSql") },
  {
    files: ["db/**"],
    ignores: [
      ...TESTS,
      "db/{portal,schema,seeds,testing,doctor,bench}/**",
      "db/archive/pass-archive.ts",
      "db/tables.ts",
    ],
    rules: banned("environment", "useClient", "defaultExport", "builtSql", "asking", "portalTables"),
  },
  { files: ["db/query/**"], rules: banned("environment", "useClient", "defaultExport", "portalTables") },
  {
    files: ["db/portal/**", "db/seeds/**", "db/schema/steps/**", "db/schema/bulk-indexes.ts"],
    rules: banned("environment", "useClient", "defaultExport"),
  },
  { files: ["*.config.{ts,mts}"], rules: banned("useClient", "builtSql") },
  { files: ["db/testing/**"], rules: banned("useClient", "defaultExport") },
  { files: ["e2e/**", "**/*.test.ts"], rules: banned("useClient", "defaultExport", "sleeping") },
  // The driver's rows are untyped; the annotation gives them a type.
  {
    files: ["db/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      // A query builder is a promise too.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false } }],
    },
  },
  { files: ["bin/**", "cli/**", "db/seeds/**", "worker/**"], rules: { "no-console": "off" } },
  {
    files: TESTS,
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": "off",
    },
  },
  // These are tables of data.
  { files: ["db/tables.ts"], rules: { "max-lines": "off" } },
);
