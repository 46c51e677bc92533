import { afterAll, beforeAll, expect, test } from "vitest";
import { listPassRows } from "@/db/passes/passes";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { plantPassRange } from "@/lib/testing/test-export-runs";
import { passConditions } from "@/lib/passes/query/pass-conditions";
import { parsePassQuery } from "@/lib/passes/query/pass-query";

const AT = { now: new Date("2026-11-22T12:00:00Z"), zone: "America/Chicago" };
const PASSES = 4_000;
let schema: TestSchema;

beforeAll(async () => {
  schema = await createTestSchema();
  await plantPassRange(schema.owner, 1, PASSES);
});
afterAll(() => schema.drop());

async function listed(search: string): Promise<number[]> {
  const query = parsePassQuery(new URLSearchParams(search), AT);
  const rows = await listPassRows(
    schema.web,
    {
      conditions: passConditions(query, AT),
      order: { column: query.sort.field, direction: query.sort.direction },
      after: null,
      backward: false,
      limit: 200,
    },
    { limit_ms: 5000 },
  );
  return rows.map(({ id }) => id);
}

/* Rows that are sorted after they are found, in an index of what the server computes. */
const SEARCHES = [
  "status=EXPIRED&sort=time_created",
  "status=EXPIRED&sort=-time_used",
  "status=UNKNOWN&sort=modified_on",
  "status=USING&expiration[gte]=2026-11-25&sort=time_created",
  "status=USES_GONE&product_uuid=product-3&sort=modified_on",
];

test.each(SEARCHES)(
  "a list of %s keeps its rows while others beside them are being changed",
  async (search) => {
    const before = await listed(search);
    expect(before.length).toBeGreaterThan(0);
    const trx = await schema.owner.transaction();
    try {
      // One pass in ten, in every page of every index: changed, and not committed.
      await trx.raw("UPDATE bytemark_pass SET status = 'USABLE', product_uuid = 'other', expiration = '2026-12-01', modified_on = '2026-11-20' WHERE id % 10 = 1"); // prettier-ignore
      expect(await listed(search)).toEqual(before);
    } finally {
      await trx.rollback();
    }
  },
);
