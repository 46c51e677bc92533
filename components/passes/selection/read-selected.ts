import type { SelectedPass } from "./selection-store";
import type { Pass } from "@/lib/passes/pass";

/* Two rows may stand for one pass, so a hundred ids are at most two hundred rows. */
const AT_ONCE = 100;
const MOST_ROWS = 200;

/** The rows of the selection in its order; those the page has not seen since it was loaded are asked for. Throws when they are not answered. */
export async function readSelected(selected: readonly SelectedPass[]): Promise<Pass[]> {
  const unknown = selected.filter((each) => each.pass === null);
  const uuids = [...new Set(unknown.flatMap((each) => each.pass_uuid ?? []))];
  const bare = unknown.filter((each) => each.pass_uuid === null);
  const answers = await Promise.all([
    ...Array.from({ length: Math.ceil(uuids.length / AT_ONCE) }, (_, at) =>
      readByUuid(uuids.slice(at * AT_ONCE, (at + 1) * AT_ONCE)),
    ),
    ...bare.map(({ id }) => readOne(id)),
  ]);
  const found = new Map(answers.flat().map((pass) => [pass.id, pass]));
  return selected.flatMap(({ id, pass }) => pass ?? found.get(id) ?? []);
}

async function readByUuid(uuids: readonly string[]): Promise<Pass[]> {
  const response = await fetch("/api/v1/passes/search", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ pass_uuid: uuids, limit: MOST_ROWS, count: "none", archived: "include" }),
  });
  if (!response.ok) throw new Error(`the passes answered ${response.status}`);
  return ((await response.json()) as { data: Pass[] }).data;
}

async function readOne(id: string): Promise<Pass[]> {
  const response = await fetch(`/api/v1/passes/${id}`);
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`the pass answered ${response.status}`);
  return [((await response.json()) as { data: Pass }).data];
}
