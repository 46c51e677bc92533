import type { ApiFailure } from "@/components/api/api-failure";
import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import type { SelectedPass } from "./selection-store";
import type { Pass } from "@/lib/passes/pass";

/* Two rows may stand for one pass, so one hundred ids give at most two hundred rows. */
const AT_ONCE = 100;
const MOST_ROWS = 200;

/** The selected rows in their order; those not seen since the page loaded are read from the server. Never throws. */
export async function readSelected(selected: readonly SelectedPass[]): Promise<ApiOutcome<Pass[]>> {
  const unknown = selected.filter((each) => each.pass === null);
  const uuids = [...new Set(unknown.flatMap((each) => each.pass_uuid ?? []))];
  const bare = unknown.filter((each) => each.pass_uuid === null);
  const outcomes = await Promise.all([
    ...Array.from({ length: Math.ceil(uuids.length / AT_ONCE) }, (_, at) =>
      readByUuid(uuids.slice(at * AT_ONCE, (at + 1) * AT_ONCE)),
    ),
    ...bare.map(({ id }) => readOne(id)),
  ]);
  const failure = outcomes.find((each): each is ApiFailure => each.kind !== "done");
  if (failure) return failure;
  const passes = outcomes.flatMap((each) => (each.kind === "done" ? each.answer : []));
  const found = new Map(passes.map((pass) => [pass.id, pass]));
  return { kind: "done", answer: selected.flatMap(({ id, pass }) => pass ?? found.get(id) ?? []) };
}

async function readByUuid(uuids: readonly string[]): Promise<ApiOutcome<Pass[]>> {
  const body = { pass_uuid: uuids, limit: MOST_ROWS, count: "none", archived: "include" };
  const outcome = await askApi<Data<Pass[]>>("/api/v1/passes/search", {
    method: "POST",
    body,
    repeat: "reads",
  });
  return outcome.kind === "done" ? { kind: "done", answer: outcome.answer.data } : outcome;
}

async function readOne(id: string): Promise<ApiOutcome<Pass[]>> {
  const outcome = await askApi<Data<Pass>>(`/api/v1/passes/${id}`);
  if (outcome.kind === "done") return { kind: "done", answer: [outcome.answer.data] };
  return outcome.status === 404 ? { kind: "done", answer: [] } : outcome;
}
