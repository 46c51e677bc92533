import type { BulkSettingsProps } from "@/components/settings/bulk-settings";
import type { FareRulesSectionProps } from "@/components/settings/fare-rules-section";
import { isAllowed } from "@/lib/auth/authorize";
import { readBulkSettings } from "@/lib/bulk/approval-threshold";
import type { Context } from "@/lib/context";
import { listFareRules } from "@/lib/fares/list-fare-rules";

/** Everything the settings page shows, for the reader's role. */
export async function readSettings(
  ctx: Context,
): Promise<{ bulk: BulkSettingsProps; fares: FareRulesSectionProps }> {
  const [products, { approval_threshold }] = await Promise.all([listFareRules(ctx), readBulkSettings(ctx)]);
  const canChange = isAllowed(ctx, "setting.change");
  return {
    bulk: { approvalThreshold: approval_threshold, canChange },
    fares: {
      products,
      canChange,
      role: ctx.actor?.role ?? "support",
      agencyZone: ctx.zone,
      zone: ctx.shownZone,
      now: ctx.clock.now().toISOString(),
    },
  };
}
