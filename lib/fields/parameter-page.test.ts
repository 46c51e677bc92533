import { resolve } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { declaredLists } from "@/lib/testing/declared-lists";
import type { DescribedParameter } from "./list-query";
import type { ParameterSchema } from "./parameter";

const PAGE = resolve(import.meta.dirname, "../../docs/parameters.md");
const HEAD = `# What the addresses of lists take

Written from the declarations of the lists; \`npx vitest run --project unit lib/fields -u\` writes it anew. Each parameter may
be given once, and one that an address does not know is refused by name. A time is ISO 8601 with an offset, \`now\`, \`now-7d\`
(m h d w), \`today\`, \`tomorrow-3d\` or a date; days are the agency's.
`;

const code = (words: readonly unknown[]) => words.map((word) => `\`${String(word)}\``).join(", ");

function takes(schema: ParameterSchema): string {
  if ("enum" in schema) return code(schema.enum);
  if ("pattern" in schema) return schema.description;
  if ("maxLength" in schema) return `1 to ${schema.maxLength} characters`;
  if ("format" in schema) return `a ${schema.format.replace("-", " ")}`;
  if (schema.type === "boolean") return code([true, false]);
  if (schema.type === "integer") return `${schema.minimum} to ${schema.maximum}`;
  const each = takes(schema.items);
  return "enum" in schema.items ? `any of ${each}` : `at most ${schema.maxItems} values, each ${each}`;
}

function lineOf({ name, description, schema }: DescribedParameter): string {
  const usual = schema.default === undefined ? "" : `; \`${String(schema.default)}\` without it`;
  return `- \`${name}\`: ${description} Takes ${takes(schema)}${usual}.`;
}

/**
 * The section of one address. An address that takes nearly all parameters of the list of passes refers to that list
 * instead of repeating it.
 */
function section(path: string, parameters: DescribedParameter[], passes: DescribedParameter[]): string {
  const heading = `## \`${path}\``;
  const missing = passes.filter(({ name }) => !parameters.some((each) => each.name === name));
  if (path === "/passes" || missing.length > 3) return [heading, ...parameters.map(lineOf)].join("\n");
  const without = missing.length > 0 ? ` without ${code(missing.map(({ name }) => name))}` : "";
  const shared = new Set(passes.map(lineOf));
  const own = parameters.map(lineOf).filter((line) => !shared.has(line));
  return [heading, `\nThe parameters of \`/passes\`${without}, and:\n`, ...own].join("\n");
}

test("the page of parameters is what the lists declare", async () => {
  const lists = (await declaredLists()).filter(({ list }) => list.path !== null);
  const passes = lists.find(({ list }) => list.path === "/passes")?.list.openapi() ?? [];
  const sections = lists.map(({ list }) => section(String(list.path), list.openapi(), passes));
  const page = await format([HEAD, ...sections].join("\n\n"), { parser: "markdown", printWidth: 110 });
  await expect(page).toMatchFileSnapshot(PAGE);
});
