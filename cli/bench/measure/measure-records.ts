import { spreadPassIds, findRiderContact } from "@/db/bench/benchmark";
import { answerList } from "@/lib/passes/list/answer-list";
import { getPass } from "@/lib/passes/get-pass";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";
import { type Bench, timeCase } from "@/cli/bench/bench";
import { write } from "@/cli/bench/desk";

/** The search box: everything it recognizes, found and not found. */
export async function measureSearch(bench: Bench): Promise<void> {
  for (const [name, q] of await searches(bench)) {
    const body = { q };
    await timeCase(bench, bench.manager, {
      group: "search",
      case: name,
      family: name,
      bounds: { most_p95_ms: 60 },
      path: "/api/v1/passes/search",
      question: write(bench.manager, "POST", body),
      verb: (ctx) => answerList(ctx, parsePassQueryBody(body, { now: ctx.clock.now(), zone: ctx.zone })),
    });
  }
}

async function searches({ owner, sample }: Bench): Promise<[name: string, q: string][]> {
  const rider = sample.user_id === null ? null : await findRiderContact(owner, sample.user_id);
  const found: [string, string | null | undefined][] = [
    ["pass id", sample.pass_uuid],
    ["first eight characters of a pass id", sample.pass_uuid?.slice(0, 8)],
    ["serial", sample.serial],
    ["order id", sample.order_uuid],
    ["event id", sample.event_uuid],
    ["portal row", sample.id],
    ["user id", sample.user_id],
    ["e-mail", rider?.email],
    ["phone", rider?.phone_number],
    ["last name", rider?.last_name],
    ["pass id of nobody", "00000000-0000-4000-8000-000000000000"],
    ["serial of nobody", "0000-0000-0000-0000"],
    ["e-mail of nobody", "nobody.at.all@example.com"],
    ["phone of nobody", "999 555 0000"],
    ["name of nobody", "Qqqqzzz"],
  ];
  return found.flatMap(([name, q]): [string, string][] => (q ? [[name, q]] : []));
}

/** One pass as data and as a page, the list as a page; a different pass each time. */
export async function measurePages(bench: Bench): Promise<void> {
  const ids = await spreadPassIds(bench.owner, 120);
  const idAt = (turn: number) => ids[turn % ids.length] ?? bench.sample.id;
  await timeCase(bench, bench.manager, {
    group: "page",
    case: "one pass by its id, API",
    family: "API",
    bounds: { most_p95_ms: 120 },
    path: `/api/v1/passes/${bench.sample.id}`,
    verb: (ctx) => getPass(ctx, bench.sample.id),
  });
  const pages: [string, (turn: number) => string][] = [
    ["page of a pass", (turn) => `/passes/${idAt(turn)}`],
    ["page of the list", () => "/passes"],
    ["page of the list, active now", () => "/passes?status=USABLE%2CUSING&sort=expiration"],
  ];
  for (const [name, path] of pages) {
    await timeCase(bench, bench.manager, {
      group: "page",
      case: name,
      family: "page",
      bounds: { most_p95_ms: 120 },
      path,
    });
  }
}
