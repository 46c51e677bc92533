import "server-only";
import { listFareRuleRows } from "@/db/fares/fare-rules";
import type { Context } from "@/lib/context";
import { fareRuleSchema } from "./fare-rule";

/** Products whose fare rule marks them as rewards. The caller has authorized. */
export async function readRewardProducts({ db }: Pick<Context, "db">): Promise<ReadonlySet<string>> {
  const rows = await listFareRuleRows(db);
  return new Set(
    rows
      .filter((row) => fareRuleSchema.safeParse(row.rule).data?.is_reward === true)
      .map((row) => row.product_uuid),
  );
}
