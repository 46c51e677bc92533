import { answerList } from "@/lib/passes/list/answer-list";
import { countPasses } from "@/lib/passes/list/count-passes";
import { listPasses } from "@/lib/passes/list/list-passes";
import { servedSorts } from "@/lib/passes/query/pass-sorts";
import { BUILT_IN_VIEWS } from "@/lib/views/built-in-views";
import { type Bench, keepTimed, queryOf, timeCase } from "@/cli/bench/bench";
import { expectStatus } from "@/cli/bench/desk";
import { type Filter, singleFilters } from "./list-filters";
import { deepPages } from "./list-positions";
import { summarize } from "@/cli/bench/timing";

const PAGE = { most_over_floor_ms: 3, most_p95_ms: 60 };
const COUNT = { most_p95_ms: 50 };
const AT_ONCE = 8;

const join = (...parts: string[]) => parts.filter(Boolean).join("&");

/** Every single filter with every served sort, both directions: first page, middle both ways, last page. */
export async function measureLists(bench: Bench): Promise<void> {
  await timeCase(bench, bench.manager, {
    group: "list",
    case: "as it opens, with its count",
    family: "as it opens, with its count",
    bounds: PAGE,
    path: "/api/v1/passes",
    verb: (ctx) => answerList(ctx, queryOf(ctx, "")),
  });
  for (const filter of await singleFilters(bench)) {
    for (const field of servedSorts(queryOf(bench.ctx, filter.search))) {
      for (const sort of [`-${field}`, field]) await measureSort(bench, filter, sort);
    }
  }
}

async function measureSort(bench: Bench, filter: Filter, sort: string): Promise<void> {
  const search = join(filter.search, `sort=${sort}`, "count=none");
  const query = queryOf(bench.ctx, search);
  const pages = [{ name: "first", cursor: null }, ...(await deepPages(bench.ctx, query))];
  for (const { name, cursor } of pages) {
    await timeCase(bench, bench.manager, {
      group: "list",
      case: `${filter.name}, by ${sort}, ${name}`,
      family: filter.name,
      bounds: PAGE,
      path: `/api/v1/passes?${cursor === null ? search : join(search, `cursor=${cursor}`)}`,
      verb: (ctx) => listPasses(ctx, { ...query, cursor }),
    });
  }
}

export async function measureViews(bench: Bench): Promise<void> {
  for (const { name, search } of BUILT_IN_VIEWS) {
    const bare = join(search, "count=none");
    await timeCase(bench, bench.manager, {
      group: "view",
      case: name,
      family: name,
      bounds: PAGE,
      path: `/api/v1/passes?${bare}`,
      verb: (ctx) => listPasses(ctx, queryOf(ctx, bare)),
    });
  }
}

/** The bounded count under every single filter; its request also reads one row. */
export async function measureCounts(bench: Bench): Promise<void> {
  for (const filter of await singleFilters(bench)) {
    const sort = servedSorts(queryOf(bench.ctx, filter.search))[0] ?? "id";
    const search = join(filter.search, `sort=${sort}`, "limit=1");
    await timeCase(bench, bench.manager, {
      group: "count",
      case: filter.name,
      family: filter.name.split("=")[0] ?? filter.name,
      bounds: COUNT,
      path: `/api/v1/passes?${search}`,
      verb: (ctx) => countPasses(ctx, queryOf(ctx, search)),
    });
  }
}

const BROAD = [
  "status=EXPIRED&sort=-modified_on", "status=USABLE&sort=synced_on", "flag=unlinked&sort=-expiration",
  "flag=device_locked&status=EXPIRED&sort=time_used", "resolved_by=token&sort=-time_created", "resolved_by=order_items&sort=expiration",
  "time_created[gte]=now-900d&sort=expiration", "time_used[empty]=true&sort=-time_created", "modified_on[lte]=now-7d&sort=id",
  "status=EXPIRED&time_created[gte]=now-900d&sort=-synced_on", "expiration[lt]=now-365d&time_used[empty]=true&sort=id",
  "drift=lagging&sort=-synced_on", "time_used[gte]=now-30d&time_created[lt]=now-400d&sort=time_used",
  "resolved_by=cache,event,person&expiration[gte]=now&sort=expiration", "status=UNKNOWN&sort=time_created&flag=unlinked",
  "status=USABLE,USING&flag=drift,unlinked&sort=-id",
]; // prettier-ignore

/** Filters and sorts that no index serves together: an answer within a second, or 422 `too_broad`. */
export async function measureBroad(bench: Bench): Promise<void> {
  for (const search of BROAD) {
    await timeCase(bench, bench.manager, {
      group: "broad",
      case: decodeURIComponent(search),
      family: decodeURIComponent(search),
      bounds: { most_max_ms: 1000 },
      path: `/api/v1/passes?${search}`,
      statuses: [200, 422],
      pace: { runs: 5, warm_up: 1 },
    });
  }
}

/** Eight people opening the list at once. */
export async function measureTogether(bench: Bench): Promise<void> {
  const path = "/api/v1/passes?count=none";
  const samples: number[] = [];
  const each = bench.pace.runs;
  const started = performance.now();
  const person = async () => {
    for (let turn = 0; turn < each; turn++)
      samples.push(expectStatus(await bench.manager.ask(path), path).ms);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, person));
  const seconds = (performance.now() - started) / 1000;
  const name = `first page, ${AT_ONCE} at once, ${Math.round(samples.length / seconds)} answers/s`;
  keepTimed(bench, {
    group: "together",
    case: name,
    family: "first page, 8 at once",
    bounds: { most_p95_ms: 150 },
    app: summarize(samples),
    floor: null,
  });
}
