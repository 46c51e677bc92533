import { gzipSync } from "node:zlib";
import { type Bench, keepFigure } from "@/cli/bench/bench";
import { expectStatus } from "@/cli/bench/desk";
import { readMemory } from "./web-memory";

/** The memory of the web process before it has served much, and what a browser loads for the list. */
export async function measureWeb(bench: Bench): Promise<void> {
  keepFigure(bench, {
    group: "web",
    case: "ready after start",
    value: bench.ready_ms,
    unit: "ms",
    most: 3000,
  });
  const memory = readMemory(bench.webPid);
  if (memory)
    keepFigure(bench, { group: "web", case: "idle memory", value: memory.now_mb, unit: "MB", most: 200 });
  const { kb, files } = await firstLoadScripts(bench);
  keepFigure(bench, {
    group: "web",
    case: "first-load JavaScript of the list, gzip",
    value: kb,
    unit: "KB",
    most: 200,
    note: `${files} files`,
  });
}

/* Every script of the page: those that run at once, and those its parts load while it hydrates. */
async function firstLoadScripts(bench: Bench): Promise<{ kb: number; files: number }> {
  const { body } = expectStatus(await bench.manager.ask("/passes"), "/passes");
  const legacy = new Set(
    [...body.matchAll(/<script[^>]*noModule[^>]*>/gi)].flatMap(([tag]) => scriptsIn(tag)),
  );
  const scripts = [...new Set(scriptsIn(body))].filter((script) => !legacy.has(script));
  if (scripts.length === 0) throw new Error("The list page loads no scripts.");
  let bytes = 0;
  for (const script of scripts) {
    const path = `/_next/${script}`;
    bytes += gzipSync(expectStatus(await bench.manager.ask(path), path).body).length;
  }
  return { kb: Math.round(bytes / 1024), files: scripts.length };
}

const scriptsIn = (text: string) => text.match(/static\/chunks\/[^"'\\?\s]+\.js/g) ?? [];
