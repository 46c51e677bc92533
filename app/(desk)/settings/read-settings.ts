import type { FareRulesProps } from "@/components/settings/fare-rules";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { listFareRules } from "@/lib/fares/list-fare-rules";

/** Everything the settings page shows, for the reader's role. */
export async function readSettings(ctx: Context): Promise<FareRulesProps> {
  return {
    products: await listFareRules(ctx),
    canChange: isAllowed(ctx, "setting.change"),
    role: ctx.actor?.role ?? "support",
    agencyZone: ctx.zone,
    zone: ctx.shownZone,
    now: ctx.clock.now().toISOString(),
  };
}
