import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import { readBulkSettings } from "@/lib/bulk/read-bulk-settings";
import type { Context } from "@/lib/context";
import { listFareRules } from "@/lib/fares/list-fare-rules";

/** Everything the settings page shows the reader's role. Throws 401, 403 and 503. */
export async function readSettingsPage(ctx: Context) {
  const { role } = authorize(ctx, "setting.read");
  const [products, { approval_threshold }] = await Promise.all([listFareRules(ctx), readBulkSettings(ctx)]);
  const canChange = isAllowed(ctx, "setting.change");
  return {
    bulk: { approvalThreshold: approval_threshold, canChange },
    fares: {
      ...{ products, canChange, role, agencyZone: ctx.zone, zone: ctx.shownZone },
      now: ctx.clock.now().toISOString(),
    },
  };
}
