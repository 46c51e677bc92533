import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ListQuery } from "@/lib/fields/list-query";

const LIB = resolve(import.meta.dirname, "..");

export interface DeclaredList {
  name: string;
  list: ListQuery<object>;
}

/** Every list that a file of lib declares and exports, by its address. */
export async function declaredLists(): Promise<DeclaredList[]> {
  const files = readdirSync(LIB, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing/"))
    .filter((file) => /= listQuery\(/.test(readFileSync(join(LIB, file), "utf8")));
  const modules = await Promise.all(files.map((file) => import(join(LIB, file)) as Promise<object>));
  return modules
    .flatMap((module) => Object.entries(module) as [string, unknown][])
    .filter((entry): entry is [string, ListQuery<object>] => isList(entry[1]))
    .map(([name, list]) => ({ name, list }))
    .sort((a, b) => (String(a.list.path) < String(b.list.path) ? -1 : 1));
}

function isList(value: unknown): value is ListQuery<object> {
  return typeof value === "object" && value !== null && "openapi" in value && "toSearch" in value;
}
