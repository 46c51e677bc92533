import { dropFloorLog, makeFloorLog, spreadPassIds } from "@/db/bench/benchmark";
import { type Bench, keepTimed } from "@/cli/bench/bench";
import { expectStatus, write } from "@/cli/bench/desk";
import { measure, type Probe } from "@/cli/bench/timing";

const ROWS = 10;
const MARK = " (measured)";
const reason = { code: "other", note: "Measured by npm run bench, and put back." };

export interface Held {
  id: string;
  name: string | null;
  etag: string;
}

/**
 * Alternates a correction with a bare transaction of one UPDATE and one INSERT, on different rows. Every name is
 * restored. The corrections stay in the log, because they happened; the floor writes into a table that is dropped.
 */
export async function measureCorrection(bench: Bench): Promise<void> {
  const ids = await spreadPassIds(bench.owner, ROWS * 2);
  const [ours, floors] = [ids.slice(0, ROWS), ids.slice(ROWS)];
  const held = await Promise.all(ours.map((id) => hold(bench, id)));
  const names = new Map(
    await Promise.all(floors.map(async (id) => [id, (await hold(bench, id)).name] as const)),
  );
  await makeFloorLog(bench.owner, bench.ctx.db);
  try {
    const { app, floor } = await measure(
      corrections(bench, held),
      bareTransactions(bench, names),
      bench.pace,
    );
    const bounds = { most_over_floor_ms: 5 };
    keepTimed(bench, {
      group: "correction",
      case: "one field, audited",
      family: "correction",
      bounds,
      app,
      floor,
    });
  } finally {
    for (const pass of held) await putBack(bench, pass);
    for (const [id, name] of names) await bench.floor.desk.ask(bareAddress(id, name), { method: "POST" });
    await dropFloorLog(bench.owner, bench.ctx.db);
  }
}

export async function hold(bench: Bench, id: string): Promise<Held> {
  const path = `/api/v1/passes/${id}`;
  const answer = expectStatus(await bench.admin.ask(path), path);
  const { data } = JSON.parse(answer.body) as { data: { product_name: string | null } };
  return { id, name: data.product_name, etag: answer.headers.etag ?? "" };
}

function corrections(bench: Bench, held: readonly Held[]): Probe {
  return async (turn) => {
    const pass = held[turn % held.length];
    if (!pass) throw new Error("There is no pass to correct.");
    // Turns count from zero twice, first for the warm-up, so the turn alone does not make a new value.
    return correct(bench, pass, `${pass.name ?? "Pass"}${MARK} ${uniqueNumber()}`);
  };
}

export async function correct(bench: Bench, pass: Held, name: string | null): Promise<number> {
  const path = `/api/v1/passes/${pass.id}`;
  const question = write(
    bench.admin,
    "PATCH",
    { changes: { product_name: name }, reason },
    { "if-match": pass.etag },
  );
  const answer = expectStatus(await bench.admin.ask(path, question), path);
  pass.etag = answer.headers.etag ?? "";
  return answer.ms;
}

export async function putBack(bench: Bench, pass: Held): Promise<void> {
  const now = await hold(bench, pass.id);
  if (now.name !== pass.name) await correct(bench, { ...now }, pass.name);
}

function bareTransactions(bench: Bench, names: ReadonlyMap<string, string | null>): Probe {
  const rows = [...names];
  return async (turn) => {
    const [id, name] = rows[turn % rows.length] ?? ["", ""];
    const path = bareAddress(id, `${name ?? "Pass"}${MARK} ${uniqueNumber()}`);
    return expectStatus(await bench.floor.desk.ask(path, { method: "POST" }), path).ms;
  };
}

function bareAddress(id: string, name: string | null): string {
  const op = `bench-floor-${Date.now()}-${uniqueNumber()}`;
  // Without the parameter, the name is null.
  const search = new URLSearchParams({ pass: id, op, ...(name === null ? {} : { product_name: name }) });
  return `/correction?${search.toString()}`;
}

let last_number = 0;
export const uniqueNumber = () => ++last_number;
