import { readFileSync } from "node:fs";
import { inRoot, root } from "./paths.mjs";

/**
 * Compiles worker and command line into a folder, one file each. Packages that `npm ci --omit=dev` installs are loaded
 * from node_modules; everything else becomes part of the file.
 */
export async function compilePrograms(folder) {
  // Loaded here: this file is also read where development packages are not installed.
  const { build } = await import("esbuild");
  const { dependencies = {} } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  await build({
    absWorkingDir: root,
    entryPoints: { worker: "worker/main.ts", passdesk: "cli/main.ts" },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // The package server-only is empty for servers, and an error without this condition.
    conditions: ["react-server"],
    external: Object.keys(dependencies).filter((name) => name !== "server-only"),
    logLevel: "error",
  });
}
