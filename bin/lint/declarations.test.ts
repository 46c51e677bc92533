import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const at = (path: string) => join(ROOT, path);

/** The compiler's errors in `paths` when some files of the repository are changed. */
function compile(paths: string[], changed: Record<string, (source: string) => string>): string[] {
  const config = ts.readConfigFile(at("tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const host = ts.createCompilerHost({ ...options, incremental: false });
  const read = host.readFile.bind(host);
  const edits = new Map(Object.entries(changed).map(([path, edit]) => [at(path), edit]));
  const readEdited = (path: string) => {
    const edit = edits.get(path);
    const source = read(path) ?? "";
    if (!edit) return source;
    const edited = edit(source);
    if (edited === source) throw new Error(`the edit of ${path} changes nothing`);
    return edited;
  };
  const program = ts.createProgram(
    paths.map(at),
    { ...options, incremental: false },
    {
      ...host,
      readFile: readEdited,
      fileExists: (path) => edits.has(path) || host.fileExists(path),
      getSourceFile: (path, language) => ts.createSourceFile(path, readEdited(path), language),
    },
  );
  return paths.flatMap((path) => {
    const file = program.getSourceFile(at(path));
    return program
      .getSemanticDiagnostics(file)
      .map((each) => ts.flattenDiagnosticMessageText(each.messageText, "\n"));
  });
}

const COLUMN = /((?:bytemark|pd)_pass(?:_archive)?: \{)/g;
const ROLES = /(\n {2}settled_status: "internal")/;
const FIELDS = /(\n {2}device_locked: \{)/;

/* Adds a column to the declared table. */
const inTable = (source: string) => source.replace(COLUMN, "$1 ride_pin: string | null;");
const withRole = (role: string) => (source: string) => source.replace(ROLES, `\n  ride_pin: "${role}",$1`);
const asField = (more: string) => (source: string) =>
  source.replace(FIELDS, `\n  ride_pin: { label: "Ride PIN", kind: "text"${more} },$1`);

test("the control: unchanged, they compile, and so does a column that is declared", () => {
  const paths = [
    "db/query/pass-columns.ts",
    "lib/passes/pass-fields.ts",
    "lib/passes/pass.ts",
    "db/portal/portal.ts",
    "db/schema/grants.ts",
  ];
  expect(compile([...paths, "db/query/compile-where.ts"], {})).toEqual([]);
  const declared = {
    "db/tables.ts": inTable,
    "db/query/pass-columns.ts": withRole("read"),
    "lib/passes/pass-fields.ts": asField(", export: true, list: true"),
  };
  expect(compile(paths, declared)).toEqual([]);
});

test("a column without a role does not compile", () => {
  const errors = compile(["db/query/pass-columns.ts"], { "db/tables.ts": inTable });
  expect(errors.join()).toContain("ride_pin");
});

test("a column that only the list has, and the archive does not, does not compile", () => {
  const errors = compile(["db/portal/portal.ts"], {
    "db/tables.ts": (source) => source.replace(/((?:bytemark|pd)_pass: \{)/g, "$1 ride_pin: string | null;"),
    "db/query/pass-columns.ts": withRole("read"),
  });
  expect(errors.join()).toContain("ride_pin");
});

test.each([
  ["without a field", "read", null],
  ["that is corrected where the web user may not write", "read", asField(", correct: true")],
  ["that is sorted without an index", "read", asField(", sort: true")],
  ["that is filtered without an index", "read", asField(', filter: "any_of", holds: "word"')],
  ["of a kind that its values are not", "read", (source: string) => asField("")(source).replace('PIN", kind: "text"', 'PIN", kind: "count"')],
])("a column %s does not compile", (_, role, field) => {
  const errors = compile(["lib/passes/pass-fields.ts"], {
    "db/tables.ts": inTable,
    "db/query/pass-columns.ts": withRole(role),
    ...(field && { "lib/passes/pass-fields.ts": field }),
  });
  expect(errors.join()).toMatch(/ride_pin|not assignable/);
}); // prettier-ignore

test("a correctable field without a rule for its values does not compile", () => {
  const errors = compile(["lib/corrections/correction-rules.ts"], {
    "db/tables.ts": inTable,
    "db/query/pass-columns.ts": withRole("write"),
    "lib/passes/pass-fields.ts": asField(", correct: true"),
  });
  expect(errors.join()).toContain("ride_pin");
});

test("an operator without SQL does not compile", () => {
  const errors = compile(["db/query/compile-where.ts"], {
    "db/query/conditions.ts": (source) => source.replace(`op: "never" }`, `op: "never" | "sounds_like" }`),
  });
  expect(errors.join()).toContain("sounds_like");
});

test.each([
  [
    "a condition",
    `import type { PassColumn } from "@/db/query/pass-columns";\nexport const a: PassColumn = "oauth_token";`,
  ],
  [
    "an order",
    `import type { Order } from "@/db/query/conditions";\nexport const a: Order["column"] = "oauth_token";`,
  ],
  ["a pass", `import type { Pass } from "./pass";\nexport const a: keyof Pass = "oauth_token";`],
  ["a field", `import type { PassField } from "./pass-fields";\nexport const a: PassField = "oauth_token";`],
  [
    "a column of the export",
    `import type { ExportField } from "./pass-fields";\nexport const a: ExportField = "oauth_token";`,
  ],
  [
    "a row read by the web process",
    `import type { PassRow } from "@/db/passes/passes";\nexport const a: keyof PassRow = "oauth_token";`,
  ],
])("the secret column is not %s", (_, source) => {
  expect(
    compile(["lib/passes/pass-probe.ts"], { "lib/passes/pass-probe.ts": () => source }).join(),
  ).toContain("oauth_token");
});

const PROBE = "db/users/column-probe.ts";
const probe = (call: string) =>
  compile([PROBE, "db/tables.ts"], {
    [PROBE]: () =>
      `import type { Database } from "@/db/connection";\nexport const rows = (db: Database) => db("pd_user")${call};`,
  });

test.each([
  ["written", (column: string) => `.where({ id: 1 }).update({ ${column}: "Ana" })`],
  ["inserted", (column: string) => `.insert({ ${column}: "Ana" })`],
  ["a condition", (column: string) => `.where({ ${column}: "Ana" })`],
  ["merged", (column: string) => `.insert({ id: 1 }).onConflict("id").merge(["${column}"])`],
  ["read from a row", (column: string) => `.select("name").then((rows) => rows.map((row) => row.${column}))`],
])("a column that is not there, %s, does not compile; one that is there does", (_, call) => {
  expect(probe(call("nickname")).join()).toContain("nickname");
  expect(probe(call("name"))).toEqual([]);
});
