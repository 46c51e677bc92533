import { ComparePanel } from "@/components/providers/compare-panel";
import type { PassTab } from "@/components/passes/detail/pass-tabs";
import { Tag } from "@/components/ui/value/tag";
import { may } from "@/lib/acts";
import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/passes/pass";
import { readComparison } from "./read-comparison";

/** The pass beside its provider's last answer. */
export async function providerTab(ctx: Context, pass: Pass): Promise<PassTab> {
  const comparison = await readComparison(pass.id);
  const count = comparison.differences.length;
  const can = { correct: may(ctx.actor?.role ?? "support", "pass.correct") };
  return {
    id: "provider",
    label: "Provider snapshot",
    badge: count > 0 ? <Tag tone="drift">{count === 1 ? "1 differs" : `${count} differ`}</Tag> : undefined,
    content: (
      <ComparePanel
        pass={pass}
        comparison={comparison}
        can={can}
        zone={ctx.shownZone}
        now={ctx.clock.now()}
      />
    ),
  };
}
