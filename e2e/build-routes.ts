import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const BUILD = join(process.cwd(), ".next");

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(BUILD, ...path), "utf8")) as T;
}

/** Every address the build serves, from the build's own list: `/passes/[passId]`, without route groups. */
export function builtRoutes(): { path: string; kind: "page" | "route" }[] {
  const manifest = readJson<Record<string, string>>("server", "app-paths-manifest.json");
  return Object.keys(manifest).map((entry) => ({
    path: entry.replace(/\/(page|route)$/, "").replace(/\/\([^/]+\)/g, "") || "/",
    kind: entry.endsWith("/page") ? "page" : "route",
  }));
}

/** Pages rendered at build time, which therefore cannot know who asks. */
export function prerenderedRoutes(): string[] {
  const { routes } = readJson<{ routes: Record<string, unknown> }>("prerender-manifest.json");
  return Object.keys(routes);
}

export function serverActions(): string[] {
  const { node, edge } = readJson<{ node: object; edge: object }>("server", "server-reference-manifest.json");
  return [...Object.keys(node), ...Object.keys(edge)];
}

/** Every file a browser may download, with its text. */
export function staticFiles(): { path: string; text: string }[] {
  const root = join(BUILD, "static");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => join(root, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, text: readFileSync(path, "latin1") }));
}
