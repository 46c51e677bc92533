import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { openPortalSession, type PortalSession } from "@/db/testing/portal/portal-session";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { drawn } from "@/db/testing/seed";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import { facetPasses } from "@/lib/passes/facets/facet-passes";
import { getPass } from "@/lib/passes/get-pass";
import { listPasses } from "@/lib/passes/list/list-passes";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { askedRun } from "@/lib/testing/archived";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { archiveRequestSchema } from "./archive-ask";
import { planArchive } from "./plan-archive";
import { archiveRunJob } from "./run-archive";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const PASSES = 60;

/* What stands in the portal's row, and what a person is shown of it. */
const TIMES: readonly [stored: string | null, shown: string | null][] = [
  ["2026-11-20 10:00:00", "2026-11-20T10:00:00.000Z"],
  ["2025-02-03 04:05:06", "2025-02-03T04:05:06.000Z"],
  ["0000-00-00 00:00:00", null],
  ["2024-02-00 00:00:00", null],
  ["2024-00-10 12:00:00", null],
  [null, null],
];
const PRICES: readonly [stored: string, shown: string | null][] = [
  ["3.25", "3.25"],
  ["2", "2.00"],
  ["0", "0.00"],
];
const AS_TYPED: typeof PRICES = [
  ...PRICES,
  ["free", null],
  ["", null],
  ["3,25", null],
  ["1e3", null],
  [" 1.50 ", "1.50"],
];

describe.each(["legacy", "latin", "mixed"] as const)("on the portal %s", (name) => {
  let schema: TestSchema;
  let portal: PortalSession;
  let admin: number;
  const shown = new Map<string, { time_used: string | null; price: string | null }>();

  beforeAll(async () => {
    schema = await createTestSchema(NAMED_PORTALS[name]);
    portal = await openPortalSession(schema.url.owner);
    [admin = 0] = await schema.owner("pd_user").insert({ email: "a@example.com", name: "Ada", role: "admin", password_hash: "x" }); // prettier-ignore
    const draw = drawn(`unkind values ${name}`);
    const prices = name === "latin" ? AS_TYPED : PRICES;
    for (let id = 1; id <= PASSES; id++) {
      const [stored, time_used] = TIMES[Math.floor(draw() * TIMES.length)] ?? [null, null];
      const [total_price, price] = prices[Math.floor(draw() * prices.length)] ?? ["0", null];
      await portal.run("INSERT INTO bytemark_pass (id, pass_uuid, time_used) VALUES (?, ?, ?)", [
        id,
        `p-${id}`,
        stored,
      ]);
      await portal.run("INSERT INTO bytemark_orders (id, user_id, order_uuid, status) VALUES (?, 7, ?, 1)", [
        id,
        `o-${id}`,
      ]);
      await portal.run(
        "INSERT INTO bytemark_order_payments (user_id, order_id, order_uuid, payment_type, total_price) VALUES (7, ?, ?, 'coins', ?)",
        [id, `o-${id}`, total_price],
      );
      await schema.owner("pd_pass").where({ id }).update({
        order_uuid: `o-${id}`, status: "USABLE", allowed_uses: 1, uses_count: 0,
        expiration: id % 2 === 0 ? "2024-05-01 00:00:00" : "2027-05-01 00:00:00",
      }); // prettier-ignore
      shown.set(String(id), { time_used, price });
    }
    // Long ago, so that no order is a reason to keep a pass.
    await portal.run("UPDATE bytemark_orders SET created_on = '2023-01-01 00:00:00'");
  }, 60_000);

  afterAll(async () => {
    await portal.close();
    await schema.drop();
  });

  const context = () => testContext(schema.web, { at: NOW, actor: testActor("admin", String(admin)) });
  const list = async (search: string) =>
    (await listPasses(context(), { ...parsePassQuery(new URLSearchParams(search), { now: NOW, zone: "UTC" }), limit: 100 })).data; // prettier-ignore
  const idsOf = (rows: readonly { id: string }[]) =>
    rows.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
  const ids = (is: (value: { time_used: string | null }, id: number) => boolean) =>
    [...shown].flatMap(([id, value]) => (is(value, Number(id)) ? [id] : []));

  test("list, filter, sort, detail, facet and file say the same of every time and price", async () => {
    const rows = await list("");
    expect(rows).toHaveLength(PASSES);
    for (const row of rows) {
      const value = shown.get(row.id);
      expect(row.time_used, row.id).toBe(value?.time_used);
      expect(row.payment?.price.amount ?? null, row.id).toBe(value?.price);
    }
    expect(idsOf(await list("time_used[empty]=true"))).toEqual(ids(({ time_used }) => time_used === null));
    expect(idsOf(await list("time_used[empty]=false"))).toEqual(ids(({ time_used }) => time_used !== null));
    expect(idsOf(await list("time_used[lt]=2026-01-01"))).toEqual(
      ids(({ time_used }) => (time_used ?? "9") < "2026"),
    );
    const sorted = await list("sort=time_used");
    const readable = sorted.flatMap(({ time_used }) => time_used ?? []);
    expect(readable).toEqual(readable.toSorted());
    expect(sorted.findIndex(({ time_used }) => time_used === null)).toBe(readable.length);

    const usable = ids(({ time_used }, id) => time_used === null && id % 2 === 1);
    expect(idsOf(await list("status=USABLE"))).toEqual(usable);
    expect(idsOf(await list("status=USING"))).toEqual(
      ids(({ time_used }, id) => time_used !== null && id % 2 === 1),
    );
    for (const id of usable.slice(0, 5)) expect((await getPass(context(), id)).pass.status).toBe("USABLE");
    const query = parsePassQuery(new URLSearchParams(), { now: NOW, zone: "UTC" });
    const facets = await facetPasses(context(), { query, facets: ["status"] }, { budget_ms: 20_000 });
    expect(facets.status?.find(({ value }) => value === "USABLE")?.count).toMatchObject({
      value: usable.length,
    });

    const { stream } = await exportPasses(
      context(),
      parseExportRequest(new URLSearchParams("columns=id,time_used,status"), { now: NOW, zone: "UTC" }),
    );
    const [, ...lines] = readCsv(Buffer.from(await new Response(stream).arrayBuffer()).toString());
    for (const [id = "", time_used, status] of lines) {
      expect(time_used || null, id).toBe(shown.get(id)?.time_used);
      if (usable.includes(id)) expect(status).toBe("USABLE");
    }
  });

  test("what a dry run counts is moved, byte by byte as the portal wrote it, and comes back so", async () => {
    const stored = () =>
      portal.rows(
        "SELECT id, pass_uuid, event_uuid, CAST(time_used AS CHAR) AS time_used FROM bytemark_pass ORDER BY id",
      );
    const before = await stored();
    const plan = await planArchive(context(), archiveRequestSchema.parse({ policy: {}, dry_run: true }));
    expect(plan.will_move).toBe(PASSES / 2);
    const run = async (direction: "archive" | "restore", asked: Record<string, unknown>) => {
      const asking = await askedRun(direction, asked, context());
      return runJobNow(schema.worker, archiveRunJob, asking.job_id, { clock: context().clock });
    };
    expect(await run("archive", { policy: {} })).toMatchObject({ state: "done" });
    const moved = await portal.rows<{ id: number }>(
      "SELECT id, pass_uuid, event_uuid, CAST(time_used AS CHAR) AS time_used FROM bytemark_pass_archive ORDER BY id",
    );
    expect(moved).toEqual(before.filter((row) => (row as { id: number }).id % 2 === 0));
    expect(await list("archived=only&time_used[empty]=true")).toHaveLength(
      ids(({ time_used }, id) => time_used === null && id % 2 === 0).length,
    );
    expect(await run("restore", { pass_ids: moved.map(({ id }) => String(id)) })).toMatchObject({
      state: "done",
    });
    expect(await stored()).toEqual(before);
  });
});
