import { busiestRiderId, spreadPassIds } from "@/db/bench/benchmark";
import type { Context } from "@/lib/context";
import { explainPass } from "@/lib/explain/explain-pass";
import { getPassTimeline } from "@/lib/timeline/get-pass-timeline";
import { neighbourPasses } from "@/lib/passes/list/neighbour-passes";
import { comparePassWithProvider } from "@/lib/providers/compare-pass-with-provider";
import { getRider } from "@/lib/riders/get-rider";
import { listRiderOrders } from "@/lib/riders/orders/list-rider-orders";
import { listRiderPasses } from "@/lib/riders/list-rider-passes";
import { type Bench, queryOf, timeCase } from "@/cli/bench/bench";

type Verb = (ctx: Context) => Promise<unknown>;

const SORT = "sort=-time_created";
const ACTIVE = "status=USABLE%2CUSING&sort=expiration";

/** The questions about one pass while its rider is on the phone. The floor always asks about the same pass. */
export async function measureAnswers(bench: Bench): Promise<void> {
  const { id } = bench.sample;
  const hourAgo = new Date(bench.ctx.clock.now().getTime() - 3_600_000).toISOString();
  const cases: [name: string, path: string, verb: Verb][] = [
    ["explain", "explain", (ctx) => explainPass(ctx, id, { at: null })],
    ["explain, an hour ago", `explain?at=${hourAgo}`, (ctx) => explainPass(ctx, id, { at: hourAgo })],
    ["timeline", "timeline", (ctx) => getPassTimeline(ctx, id)],
    ["compare with the provider", "compare", (ctx) => comparePassWithProvider(ctx, id)],
    ...[SORT, ACTIVE].map((search, i): [string, string, Verb] => [
      i === 0 ? "neighbours by issue time" : "neighbours among active passes",
      `neighbours?${search}`,
      (ctx) => neighbourPasses(ctx, id, queryOf(ctx, search)),
    ]),
  ];
  for (const [name, path, verb] of cases) await timeAnswer(bench, name, `/api/v1/passes/${id}/${path}`, verb);
  await measureRiders(bench);
}

async function measureRiders(bench: Bench): Promise<void> {
  const busiest = await busiestRiderId(bench.owner);
  const riders = [
    ["a rider", bench.sample.user_id],
    ["the rider of most passes", busiest],
  ] as const;
  for (const [who, userId] of riders) {
    if (userId === null) continue;
    const of = `/api/v1/riders/${userId}`;
    await timeAnswer(bench, who, of, (ctx) => getRider(ctx, userId));
    await timeAnswer(bench, `passes of ${who}`, `${of}/passes`, (ctx) => listRiderPasses(ctx, userId));
    await timeAnswer(bench, `orders of ${who}`, `${of}/orders`, (ctx) => listRiderOrders(ctx, userId));
    await timeAnswer(bench, `page of ${who}`, `/riders/${userId}`);
  }
  const ids = await spreadPassIds(bench.owner, 120);
  await timeAnswer(
    bench,
    "explain, another pass each time",
    (turn) => `/api/v1/passes/${ids[turn % ids.length] ?? bench.sample.id}/explain`,
  );
}

async function timeAnswer(
  bench: Bench,
  name: string,
  path: string | ((turn: number) => string),
  verb?: Verb,
): Promise<void> {
  await timeCase(bench, bench.manager, {
    group: "answer",
    case: name,
    family: name,
    bounds: { most_p95_ms: 120 },
    path,
    verb,
  });
}
