import type { Database } from "@/db/connection";
import { findLiveSession } from "@/db/auth/sessions";
import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/passes/pass";
import { type PassQuery, parsePassQuery } from "@/lib/passes/query/pass-query";
import { type Desk, expectStatus, type Question } from "./desk";
import type { Floor } from "./floor";
import { print } from "./print";
import {
  boundsInWords,
  type FigureResult,
  missed,
  missedFigure,
  type TimedResult,
  timesFloor,
} from "./result";
import { statementsOf } from "./statements";
import { measure, type Pace } from "./timing";

export interface Bench {
  manager: Desk;
  admin: Desk;
  floor: Floor;
  /** A context in this process, as the manager, for statements and cursors. */
  ctx: Context;
  owner: Database;
  databaseUrl: string;
  client: string;
  pace: Pace;
  /** Process id of the web server. */
  webPid: number;
  ready_ms: number;
  passes: number;
  sample: Pass;
  timed: TimedResult[];
  figures: FigureResult[];
}

type Case = Pick<TimedResult, "group" | "case" | "family" | "bounds"> & {
  path: string | ((turn: number) => string);
  question?: Question;
  statuses?: readonly number[];
  /** The verb that the address calls, to run in this process; its statements are the floor. */
  verb?: (ctx: Context) => Promise<unknown>;
  pace?: Pace;
};

/** The query of an address of the list, as the server parses it. */
export function queryOf(ctx: Context, search: string): PassQuery {
  return parsePassQuery(new URLSearchParams(search), { now: ctx.clock.now(), zone: ctx.zone });
}

/* A request first looks up who asks, so the floor does too. */
async function answering({ ctx }: Bench, { verb }: Case): Promise<void> {
  await findLiveSession(ctx.db, ctx.actor?.sessionId ?? "");
  await verb?.(ctx);
}

/**
 * Measures one case over HTTP and its floor, prints and stores the result. Throws if an answer's status is not in
 * `statuses`.
 */
export async function timeCase(bench: Bench, desk: Desk, each: Case): Promise<TimedResult> {
  const statements = each.verb ? await statementsOf(bench.ctx.db, () => answering(bench, each)) : [];
  const id = `${each.group}-${bench.timed.length}`;
  if (each.verb) await bench.floor.define(id, statements);
  const pathOf = (turn: number) => (typeof each.path === "string" ? each.path : each.path(turn));
  const { app, floor } = await measure(
    async (turn) => {
      const path = pathOf(turn);
      const answer = await desk.ask(path, each.question);
      return (each.statuses?.includes(answer.status) ? answer : expectStatus(answer, path)).ms;
    },
    each.verb ? async () => askFloor(bench.floor, id) : null,
    each.pace ?? bench.pace,
  );
  return keepTimed(bench, {
    group: each.group,
    case: each.case,
    family: each.family,
    bounds: each.bounds,
    app,
    floor,
  });
}

async function askFloor(floor: Floor, id: string): Promise<number> {
  const path = `/case/${id}`;
  return expectStatus(await floor.desk.ask(path), path).ms;
}

export function keepTimed(bench: Bench, result: TimedResult): TimedResult {
  bench.timed.push(result);
  const times = timesFloor(result);
  const over = missed(result);
  const parts = [
    `${result.group}: ${result.case}`,
    `${result.app.median_ms} ms, p95 ${result.app.p95_ms}`,
    times === null ? "" : `floor ${result.floor?.median_ms ?? "–"}, ${times} ×`,
    over.length > 0 ? `OVER: ${over.join("; ")}` : boundsInWords(result.bounds),
  ];
  print(parts.filter(Boolean).join(" | "));
  return result;
}

export function keepFigure(bench: Bench, figure: FigureResult): void {
  bench.figures.push(figure);
  const over = missedFigure(figure);
  const state = over.length > 0 ? `OVER: ${over.join("; ")}` : "";
  print(
    [`${figure.group}: ${figure.case}`, `${figure.value} ${figure.unit}`, state].filter(Boolean).join(" | "),
  );
}
